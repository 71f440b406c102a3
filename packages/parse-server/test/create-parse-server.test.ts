import { EventEmitter, once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger, StorageAdapter } from '@parse/core';
import { memoryStorage } from '@parse/storage-memory';
import { afterEach, describe, expect, test } from 'vitest';
import { ConfigError, createParseServer, type ParseServerOptions, type RunningServer } from '../src/index.js';

type Middleware = Exclude<ParseServerOptions['middleware'], string | undefined>;

const open: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: ParseServerOptions = {}): Promise<RunningServer> {
  const server = await createParseServer({
    appId: 'shop',
    masterKey: 'master-key-of-shop',
    host: '127.0.0.1',
    silent: true,
    allowClientClassCreation: true,
    ...(options.databaseURI === undefined && { storage: memoryStorage() }),
    ...options,
  });
  open.push(server);
  return server;
}

function urlOf(http: Server): string {
  const address = http.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

const headers = { 'X-Parse-Application-Id': 'shop', 'Content-Type': 'application/json' };

async function save(url: string, appId = 'shop'): Promise<Response> {
  return fetch(`${url}/parse/classes/Game`, {
    method: 'POST',
    headers: { ...headers, 'X-Parse-Application-Id': appId },
    body: '{"score":1}',
  });
}

async function count(url: string, appId = 'shop'): Promise<unknown> {
  const response = await fetch(`${url}/parse/classes/Game?count=1&limit=0`, {
    headers: { ...headers, 'X-Parse-Application-Id': appId },
  });
  return ((await response.json()) as { count?: unknown }).count;
}

describe('a server', () => {
  test('serves the API below its mount path', async () => {
    const url = urlOf(await (await start()).listen(0));
    expect((await save(url)).status).toBe(201);
    expect(await count(url)).toBe(1);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
    expect(await (await fetch(`${url}/parse/health`)).json()).toEqual({ status: 'ok' });
  });

  test('serves Fetch requests without listening', async () => {
    const server = await start();
    const response = await server.fetch(
      new Request('http://host/parse/classes/Game', { method: 'POST', headers, body: '{"score":1}' }),
    );
    expect(response.status).toBe(201);
  });

  test('takes the address of a Fetch caller on the word of the program around it', async () => {
    const server = await start();
    const ask = async (caller?: { readonly ip: string }): Promise<number> => {
      const withKey = { ...headers, 'X-Parse-Master-Key': 'master-key-of-shop' };
      return (await server.fetch(new Request('http://host/parse/schemas', { headers: withKey }), caller))
        .status;
    };
    expect([await ask(), await ask({ ip: '203.0.113.1' }), await ask({ ip: '127.0.0.1' })]).toEqual([
      403, 403, 200,
    ]);
  });

  test('warns once of a proxy on this machine that it was not told about', async () => {
    const warnings: string[] = [];
    const logger: Logger = {
      isEnabled: () => true,
      log: (level, message) => {
        if (level === 'warn') warnings.push(message);
      },
    };
    const url = urlOf(await (await start({ logger })).listen(0));
    for (let round = 0; round < 2; round += 1) {
      await fetch(`${url}/parse/health`, { headers: { 'X-Forwarded-For': '203.0.113.1' } });
    }
    expect(warnings).toEqual([expect.stringContaining('trustProxy is not set')]);
  });

  test.each<[string, Middleware]>([
    ['throws', () => fail()],
    ['rejects', async () => fail()],
    ['passes an error on', (_request, _response, next) => next(new TypeError('failed'))],
  ])('outlives middleware that %s, and logs the reason', async (_, middleware) => {
    const errors: unknown[] = [];
    const logger: Logger = {
      isEnabled: () => true,
      log: (level, _message, fields) => {
        if (level === 'error') errors.push(fields?.error);
      },
    };
    const url = urlOf(await (await start({ logger, middleware })).listen(0));
    expect((await fetch(`${url}/parse/health`)).status).toBe(500);
    expect(errors).toEqual([new TypeError('failed')]);
  });

  test('runs the given middleware first', async () => {
    const server = await start({
      middleware: (incoming, response, next) => {
        if (incoming.url?.startsWith('/hello')) {
          response.end('hello');
        } else {
          next(incoming.url?.startsWith('/fail') ? new TypeError('failed') : undefined);
        }
      },
    });
    const url = urlOf(await server.listen(0));
    expect(await (await fetch(`${url}/hello`)).text()).toBe('hello');
    expect((await fetch(`${url}/fail`)).status).toBe(500);
    expect((await save(url)).status).toBe(201);
  });

  test('passes its settings on', async () => {
    const server = await start({
      defaultLimit: 7,
      maxLimit: undefined,
      requestComplexity: { includeDepth: 2 },
      protectedFields: { Game: { '*': ['secret'] } },
      userSensitiveFields: ['phone'],
      databaseOptions: { allowPublicExplain: true },
      installation: { duplicateDeviceTokenAction: 'update' },
      schema: { lockSchemas: true },
    });
    expect(server.app.settings).toMatchObject({
      defaultLimit: 7,
      maxLimit: undefined,
      requestComplexity: { includeDepth: 2, queryDepth: 10 },
      protectedFields: { Game: { '*': ['secret'] }, _User: { '*': ['email', 'phone'] } },
      allowPublicExplain: true,
      installation: {
        duplicateDeviceTokenAction: 'update',
        duplicateDeviceTokenMergePriority: 'deviceToken',
      },
      lockSchemas: true,
    });
  });

  test('shares nothing with another one', async () => {
    const [shop, bank] = await Promise.all([start(), start({ appId: 'bank' })]);
    const [shopUrl, bankUrl] = [urlOf(await shop.listen(0)), urlOf(await bank.listen(0))];
    await save(shopUrl);
    expect([await count(shopUrl), await count(bankUrl, 'bank')]).toEqual([1, 0]);
    expect((await save(bankUrl)).status).toBe(403);
  });
});

describe('a listening server', () => {
  test('keeps connections for longer than a load balancer in front of it', async () => {
    const http = await (await start()).listen(0);
    expect(http.keepAliveTimeout).toBeGreaterThan(60_000);
    expect(http.headersTimeout).toBeGreaterThan(0);
    expect(http.requestTimeout).toBeGreaterThan(0);
  });

  test('outlives connections that cannot be accepted', async () => {
    const server = await start();
    const http = await server.listen(0);
    for (let round = 0; round < 2; round += 1) http.emit('error', new Error('EMFILE'));
    expect((await save(urlOf(http))).status).toBe(201);
  });
});

describe('the end of a server', () => {
  test('requests under way are finished, new connections refused', async () => {
    const storage = heldStorage();
    const server = await start({ storage });
    const http = await server.listen(0);
    const url = urlOf(http);
    const agent = new Agent({ keepAlive: true });
    const answer = post(url, agent);
    await storage.reached;

    const closing = server.close();
    expect(http.listening).toBe(false);
    await expect(fetch(`${url}/parse/health`)).rejects.toThrow();
    storage.release();
    expect((await answer).statusCode).toBe(201);
    expect((await answer).headers.connection).toBe('close');
    await closing;
    agent.destroy();
  });

  test('requests that take too long are cut off', async () => {
    const storage = heldStorage();
    const server = await start({ storage });
    const answer = post(urlOf(await server.listen(0)), new Agent());
    const broken = expect(answer).rejects.toThrow();
    await storage.reached;
    await server.close(0);
    await broken;
    storage.release();
  });

  test('idle connections do not hold it up', async () => {
    const server = await start();
    const agent = new Agent({ keepAlive: true });
    const response = await post(urlOf(await server.listen(0)), agent);
    expect(response.statusCode).toBe(201);
    await server.close();
    agent.destroy();
  });

  test('connections opened ahead, on which nothing was asked yet, do not hold it up', async () => {
    const server = await start();
    const http = await server.listen(0);
    const accepted = once(http, 'connection');
    const socket = connect(Number(new URL(urlOf(http)).port), '127.0.0.1');
    await accepted;
    await server.close();
    socket.destroy();
  });

  test('clients that gave up before the API was reached do not hold it up', async () => {
    const server = await start();
    const reached = new EventEmitter();
    const surrounding = createServer((incoming, response) => {
      response.once('close', () => {
        setImmediate(() => {
          server.middleware(incoming, response);
          reached.emit('late');
        });
      });
      incoming.destroy();
    }).listen(0, '127.0.0.1');
    await once(surrounding, 'listening');
    const late = once(reached, 'late');
    await expect(fetch(`${urlOf(surrounding)}/classes/Game`, { headers })).rejects.toThrow();
    await late;
    surrounding.close();
    await expect(server.close(60_000)).resolves.toBeUndefined();
  });

  test('clients that are gone with a request waiting behind another do not hold it up', async () => {
    const storage = heldStorage();
    const server = await start({ storage });
    const { port } = new URL(urlOf(await server.listen(0)));
    const socket = connect(Number(port), '127.0.0.1');
    const head = 'HTTP/1.1\r\nHost: x\r\nX-Parse-Application-Id: shop\r\n';
    const save = `POST /parse/classes/Game ${head}Content-Length: 11\r\n\r\n{"score":1}`;
    socket.write(`${save}GET /parse/health ${head}\r\n${save}`);
    await storage.reached;
    socket.destroy();
    storage.release();
    await expect(server.close(60_000)).resolves.toBeUndefined();
  });

  test('serverCloseComplete is called once', async () => {
    let calls = 0;
    const server = await start({ serverCloseComplete: () => (calls += 1) });
    await Promise.all([server.close(), server.close()]);
    await server.close();
    expect(calls).toBe(1);
  });

  test('twenty servers one after the other leave nothing behind', async () => {
    const before = resources();
    for (let round = 0; round < 20; round += 1) {
      const server = await start({ serverURL: 'http://127.0.0.1:9/parse' });
      const { statusCode } = await post(urlOf(await server.listen(0)), new Agent());
      expect(statusCode).toBe(201);
      await server.close();
    }
    // The last sockets take some turns of the event loop to close, more on a busy machine.
    for (let turn = 0; turn < 10_000 && resources().length > before.length; turn += 1) await nextTurn();
    expect(resources().length).toBeLessThanOrEqual(before.length);
  });
});

describe('a server that cannot start', () => {
  test('says that its port is in use', async () => {
    const http = await (await start()).listen(0);
    const { port } = new URL(urlOf(http));
    await expect((await start()).listen(Number(port))).rejects.toThrow(`Port ${port} is in use`);
  });

  test('reports problems of its options', async () => {
    await expect(createParseServer({ appId: 'shop' })).rejects.toThrow(ConfigError);
  });

  test('closes what it has opened', async () => {
    let closed = 0;
    const storage = { ...memoryStorage(), close: async () => void (closed += 1) };
    await expect(start({ storage, allowOrigin: '*', rateLimit: [badRule] })).rejects.toThrow(ConfigError);
    expect(closed).toBe(1);
  });

  const badRule = { requestPath: '/a(', requestCount: 1, requestTimeWindow: 1 };
});

function fail(): never {
  throw new TypeError('failed');
}

/** What would keep a process alive, by kind. */
function resources(): readonly string[] {
  return process
    .getActiveResourcesInfo()
    .filter((kind) => /^(Timeout|TCP)/.test(kind))
    .sort();
}

async function post(url: string, agent: Agent): Promise<IncomingMessage> {
  const outgoing = request(`${url}/parse/classes/Game`, { method: 'POST', headers, agent });
  outgoing.end('{"score":1}');
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response;
}

interface HeldStorage extends StorageAdapter {
  /** Resolves when a row of the class Game is about to be stored. */
  readonly reached: Promise<void>;
  /** Lets it be stored. */
  release(): void;
}

function heldStorage(): HeldStorage {
  const storage = memoryStorage();
  let reach = (): void => undefined;
  let release = (): void => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  return {
    ...storage,
    reached,
    release: () => release(),
    insert: async (schema, object) => {
      if (schema.className === 'Game') {
        reach();
        await released;
      }
      await storage.insert(schema, object);
    },
  };
}
