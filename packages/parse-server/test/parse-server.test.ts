import { createServer, type RequestListener, type Server } from 'node:http';
import { memoryStorage } from '@parse/storage-memory';
import express from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import DefaultExport, {
  ConfigError,
  InMemoryCacheAdapter,
  NullCacheAdapter,
  ParseServer,
  S3Adapter,
  type ParseServerOptions,
} from '../src/index.js';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

function options(more: ParseServerOptions = {}): ParseServerOptions {
  return {
    appId: 'shop',
    masterKey: 'master-key-of-shop',
    host: '127.0.0.1',
    port: 0,
    silent: true,
    allowClientClassCreation: true,
    storage: memoryStorage(),
    ...more,
  };
}

function make(more?: ParseServerOptions): ParseServer {
  const server = new ParseServer(options(more));
  cleanups.push(() => server.handleShutdown());
  return server;
}

/** Serves an app on a free port. */
async function host(listener: RequestListener): Promise<string> {
  const http = createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => new Promise((resolve) => http.close(resolve)));
  return urlOf(http);
}

function urlOf(http: Server | undefined): string {
  const address = http?.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

async function save(url: string, appId = 'shop'): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'X-Parse-Application-Id': appId, 'Content-Type': 'application/json', Connection: 'close' },
    body: '{"score":1}',
  });
  await response.text();
  return response.status;
}

describe('mounted on Express', () => {
  test('the instance is a request function; requests wait until it has started', async () => {
    const server = make();
    const url = await host(express().use('/parse', server));
    expect(await Promise.all([save(`${url}/parse/classes/Game`), save(`${url}/parse/classes/Game`)])).toEqual(
      [201, 201],
    );
  });

  test('`app` is one too', async () => {
    const server = make();
    await server.start();
    const url = await host(express().use('/parse', server.app));
    expect(await save(`${url}/parse/classes/Game`)).toBe(201);
  });

  test('what no route knows is left to the app around it', async () => {
    const app = express()
      .use('/parse', make().app)
      .use((_request: unknown, response: express.Response) => void response.status(418).end());
    const url = await host(app);
    expect(await save(`${url}/parse/nothing/here`)).toBe(418);
  });

  test('a body that the app has read already is used', async () => {
    const url = await host(express().use(express.json()).use('/parse', make()));
    expect(await save(`${url}/parse/classes/Game`)).toBe(201);
  });

  test('two instances in one process do not mix', async () => {
    const app = express()
      .use('/shop', make())
      .use('/bank', make({ appId: 'bank' }));
    const url = await host(app);
    expect(await save(`${url}/shop/classes/Game`)).toBe(201);
    expect(await save(`${url}/bank/classes/Game`)).toBe(403);
    expect(await save(`${url}/bank/classes/Game`, 'bank')).toBe(201);
  });
});

describe('an instance', () => {
  test('is a function with the methods of the class', () => {
    const server = make();
    expect(typeof server).toBe('function');
    expect(server).toBeInstanceOf(ParseServer);
    expect(server).toHaveProperty('start');
    expect(typeof server.call).toBe('function');
    expect(DefaultExport).toBe(ParseServer);
  });

  test('says its state until it has started', async () => {
    const server = make();
    const url = await host(server);
    const before = await fetch(`${url}/health`);
    expect([before.status, await before.json()]).toEqual([503, { status: 'initialized' }]);
    await server.start();
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
  });

  test('refuses requests when it cannot start, and can be started again', async () => {
    const storage = memoryStorage();
    let broken = true;
    const open = async (...args: Parameters<typeof storage.open>): Promise<void> => {
      if (broken) {
        throw new TypeError('no database');
      }
      await storage.open(...args);
    };
    const server = make({ storage: { ...storage, open } });
    const url = await host(server);
    await expect(server.start()).rejects.toThrow('no database');
    expect(await save(`${url}/classes/Game`)).toBe(500);
    broken = false;
    expect(await save(`${url}/classes/Game`)).toBe(201);
  });

  test('refuses requests after its shutdown', async () => {
    const server = make();
    const url = await host(server);
    expect(await save(`${url}/classes/Game`)).toBe(201);
    await server.handleShutdown();
    await server.handleShutdown();
    expect(await save(`${url}/classes/Game`)).toBe(500);
  });

  test('throws at once when its options are wrong', () => {
    expect(() => new ParseServer({ appId: 'shop' })).toThrow(ConfigError);
  });
});

describe('startApp', () => {
  test('listens below the mount path', async () => {
    const server = await ParseServer.startApp(options({ mountPath: '/api' }));
    cleanups.push(() => server.handleShutdown());
    const url = urlOf(server.server);
    expect(await save(`${url}/api/classes/Game`)).toBe(201);
    expect((await fetch(`${url}/parse/health`)).status).toBe(404);
    expect(server.config).toMatchObject({ appId: 'shop', mountPath: '/api' });
    expect(server.liveQueryServer).toBeUndefined();
  });

  test('routes can be added beside the API', async () => {
    const server = await ParseServer.startApp(options());
    cleanups.push(() => server.handleShutdown());
    server.expressApp.get(
      '/hello',
      (_request: unknown, response: express.Response) => void response.send('hello'),
    );
    const url = urlOf(server.server);
    expect(await (await fetch(`${url}/hello`)).text()).toBe('hello');
    expect(await save(`${url}/parse/classes/Game`)).toBe(201);
  });

  test('starts and stops twenty times on one port', async () => {
    const storage = memoryStorage();
    let port = 0;
    for (let round = 0; round < 20; round += 1) {
      const server = await ParseServer.startApp(options({ storage, port }));
      port = Number(new URL(urlOf(server.server)).port);
      expect(await save(`${urlOf(server.server)}/parse/classes/Game`)).toBe(201);
      await server.handleShutdown();
    }
  });

  test('fails with the port in use and leaves nothing open', async () => {
    const first = await ParseServer.startApp(options());
    cleanups.push(() => first.handleShutdown());
    const port = Number(new URL(urlOf(first.server)).port);
    let closed = 0;
    const storage = { ...memoryStorage(), close: async () => void (closed += 1) };
    await expect(ParseServer.startApp(options({ port, storage }))).rejects.toThrow('is in use');
    expect(closed).toBe(1);
  });
});

describe('what the class can do besides', () => {
  test('verifyServerUrl asks whether a server answers', async () => {
    const server = await ParseServer.startApp(options());
    cleanups.push(() => server.handleShutdown());
    const url = urlOf(server.server);
    expect(await ParseServer.verifyServerUrl(`${url}/parse`)).toBe(true);
    expect(await ParseServer.verifyServerUrl(`${url}/parse/`)).toBe(true);
    expect(await ParseServer.verifyServerUrl(`${url}/elsewhere`)).toBe(false);
    expect(await ParseServer.verifyServerUrl('no url')).toBe(false);
  });

  test('createLiveQueryServer is not available yet', async () => {
    await expect(ParseServer.createLiveQueryServer()).rejects.toThrow('not available yet');
  });

  test('adapters that live elsewhere say where', () => {
    expect(() => S3Adapter()).toThrow('@parse/files-s3');
  });

  test('caches of earlier versions work as `cacheAdapter`', async () => {
    const memory = new InMemoryCacheAdapter({ ttl: 1000 });
    await memory.put('key', 1);
    expect(await memory.get('key')).toBe(1);
    const none = new NullCacheAdapter();
    await none.put('key', 1);
    expect(await none.get('key')).toBeUndefined();
    const server = make({ cacheAdapter: none });
    await expect(server.start()).resolves.toBe(server);
  });
});
