import { memoryStorage } from '@parse/storage-memory';
import Parse from 'parse/node';
import { expect, onTestFinished, test } from 'vitest';
import { MASTER } from './support/callers.js';
import { connectSdk } from './support/connect-sdk.js';
import { httpRequest } from './support/http-request.js';
import { startServer, type TestServer } from './support/start-server.js';

// Uses are counted in the server, whatever it stores in.

const ONE = { requestCount: 1, requestTimeWindow: 60_000 };
const SLOW = { status: 429, body: { code: 100, error: 'Too many requests.' } };

async function start(cloud: () => void): Promise<TestServer> {
  const storage = {
    name: 'memory',
    create: async () => memoryStorage(),
    lacks: new Set<never>(),
    isServer: false,
  };
  const server = await startServer(storage, { appId: 'limits', trustProxy: true, cloud });
  onTestFinished(() => server.close());
  connectSdk(server);
  return server;
}

/** Requests from somewhere else, since those of this machine are not limited. */
function from(server: TestServer, ip: string) {
  const send = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    httpRequest(server, { method, path, body, headers: { 'X-Forwarded-For': ip, ...headers } });
  return { send, call: (name: string) => send('POST', `/functions/${name}`, {}) };
}

test('a function is refused for an address that has used it up, until the time is over', async () => {
  const server = await start(() => {
    Parse.Cloud.define('limited', () => 'ok', { rateLimit: ONE } as object);
    Parse.Cloud.define('other', () => 'ok', {
      rateLimit: { ...ONE, errorResponseMessage: 'slow down' },
    } as object);
  });
  const [here, there] = [from(server, '10.1.1.1'), from(server, '10.1.1.2')];
  expect(await here.call('limited')).toMatchObject({ status: 200, body: { result: 'ok' } });
  expect(await here.call('limited')).toMatchObject(SLOW);
  expect(await here.call('other')).toMatchObject({ status: 200 });
  expect(await here.call('other')).toMatchObject({ status: 429, body: { error: 'slow down' } });
  expect(await there.call('limited')).toMatchObject({ status: 200 });
  server.clock.advance(60_000);
  expect(await here.call('limited')).toMatchObject({ status: 200 });
});

test('the master key and this machine are limited only when the rule says so', async () => {
  await start(() => {
    Parse.Cloud.define('outsiders', () => 'ok', { rateLimit: ONE } as object);
    Parse.Cloud.define('everybody', () => 'ok', {
      rateLimit: { ...ONE, includeMasterKey: true, includeInternalRequests: true },
    } as object);
  });
  const codes: unknown[] = [];
  for (const name of ['outsiders', 'everybody']) {
    for (const options of [MASTER, MASTER, {}]) {
      codes.push(await Parse.Cloud.run(name, {}, options).catch((error: unknown) => error));
    }
  }
  const refused = expect.objectContaining({ code: 100 });
  expect(codes).toEqual(['ok', 'ok', 'ok', 'ok', refused, refused]);
});

test('zones share a count as they say, and calls that rules refuse count too', async () => {
  const server = await start(() => {
    const { RateLimitZone } = (
      Parse as unknown as { readonly Server: Record<string, Record<string, string>> }
    ).Server;
    Parse.Cloud.define('all', () => 'ok', {
      rateLimit: { ...ONE, zone: RateLimitZone?.['global'] },
    } as object);
    Parse.Cloud.define('strict', () => 'ok', { requireUser: true, rateLimit: ONE } as object);
  });
  expect(await from(server, '10.1.1.1').call('all')).toMatchObject({ status: 200 });
  expect(await from(server, '10.1.1.2').call('all')).toMatchObject(SLOW);
  expect(await from(server, '10.1.1.1').call('strict')).toMatchObject({ body: { code: 142 } });
  expect(await from(server, '10.1.1.1').call('strict')).toMatchObject(SLOW);
});

test('a trigger is limited by whatever way the request comes to it', async () => {
  const server = await start(() => {
    Parse.Cloud.beforeSave('Game', () => undefined, {
      rateLimit: { ...ONE, requestMethods: 'POST' },
    } as object);
    Parse.Cloud.beforeFind('Secret', () => undefined, { rateLimit: ONE } as object);
    Parse.Cloud.beforeDelete('Game', () => undefined, { rateLimit: ONE } as object);
  });
  const { send } = from(server, '10.1.1.1');
  const body = { a: 1 };
  const { body: game } = await send('POST', '/classes/Game', body);
  const batch = [{ method: 'POST', path: '/parse/classes/Game', body }];
  expect(await send('POST', '/classes/Game', body)).toMatchObject(SLOW);
  expect((await send('POST', '/batch', { requests: batch })).body).toEqual([{ error: SLOW.body }]);
  expect(await send('PUT', `/classes/Game/${String(game.objectId)}`, body)).toMatchObject({ status: 200 });
  const secret = await new Parse.Object('Secret').save();
  await new Parse.Object('Holder', { secret }).save();
  expect(await send('GET', '/classes/Secret')).toMatchObject({ status: 200 });
  expect(await send('GET', `/classes/Secret/${String(secret.id)}`)).toMatchObject(SLOW);
  expect(await send('GET', '/classes/Holder?include=secret')).toMatchObject(SLOW);
  expect(await send('DELETE', `/classes/Game/${String(game.objectId)}`)).toMatchObject({ status: 200 });
  expect(await send('DELETE', '/classes/Game/missing')).toMatchObject({ status: 404 });
});

test.each([
  [{ requestCount: 1, requestTimeWindow: 1, foo: 1 }, 'Invalid rate limit option "foo"'],
  [{ requestCount: 1 }, 'requestTimeWindow must be set'],
  [{ requestTimeWindow: 1 }, 'requestCount must be set'],
  [{ ...ONE, requestCount: 'many' }, 'requestCount has the wrong type'],
  [{ ...ONE, zone: 'galaxy' }, 'zone has the wrong type'],
])('a limit that would not limit is refused: %j', async (rateLimit, problem) => {
  await expect(start(() => Parse.Cloud.define('f', () => 1, { rateLimit } as object))).rejects.toThrow(
    problem,
  );
});
