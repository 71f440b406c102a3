import { describe, expect, test } from 'vitest';
import type { RateLimitRule } from '../src/index.js';
import { sendTo, startServer, type TestOptions } from './start-server.js';

const RULE: RateLimitRule = {
  requestPath: '/classes/*path',
  requestMethods: 'GET',
  requestCount: 1,
  requestTimeWindow: 60_000,
  includeInternalRequests: true,
  errorResponseMessage: 'Slow down.',
};
const limited = (rule: Partial<RateLimitRule> = {}): TestOptions => ({
  rest: { rateLimit: [{ ...RULE, ...rule }] },
});
const TOO_MANY = { status: 429, json: { code: 100, error: 'Slow down.' } };
const find = { method: 'GET', path: '/parse/classes/Game' };

describe('a rate limit', () => {
  test('answers 429 and tells when to come back', async () => {
    const { ask } = await startServer(limited());
    const first = await ask('GET', '/classes/Game');
    expect(first.status).toBe(200);
    expect(first.headers.get('x-ratelimit-limit')).toBe('1');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('0');
    const second = await ask('GET', '/classes/Game');
    expect(second).toMatchObject(TOO_MANY);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(second.headers.get('access-control-allow-origin')).toBe('*');
  });

  test.each([
    ['another case', 'GET', '/CLASSES/Game', undefined],
    ['slashes', 'GET', '//classes//Game///', undefined],
    ['percent-encoding', 'GET', '/classes/%47ame', undefined],
    ['HEAD', 'HEAD', '/classes/Game', undefined],
    ['a method override', 'POST', '/classes/Game', { _method: 'GET' }],
  ])('is not evaded by %s', async (_name, method, path, body) => {
    const { ask } = await startServer(limited());
    await ask('GET', '/classes/Game');
    expect(await ask(method, path, { body })).toMatchObject({ status: 429 });
  });

  test('counts the parts of a batch, and refuses the batch with nothing done', async () => {
    const { ask } = await startServer(limited());
    const requests = [
      { method: 'POST', path: '/parse/classes/Game', body: {} },
      find,
      { ...find, method: 'get' },
    ];
    expect(await ask('POST', '/batch', { body: { requests } })).toMatchObject({
      status: 400,
      json: { code: 100, error: 'Slow down.' },
    });
    expect((await ask('GET', '/classes/Game', { master: true })).json).toEqual({ results: [] });
  });

  test('tells what is left with failures too', async () => {
    const { ask } = await startServer(limited());
    const failed = await ask('GET', '/classes/Game/nope');
    expect(failed.status).toBe(404);
    expect(failed.headers.get('x-ratelimit-remaining')).toBe('0');
  });

  test('counts requests whose session is refused', async () => {
    const { ask } = await startServer(limited());
    expect(await ask('GET', '/classes/Game', { session: 'r:1' })).toMatchObject({
      status: 400,
      json: { code: 209 },
    });
    expect(await ask('GET', '/classes/Game', { session: 'r:2' })).toMatchObject(TOO_MANY);
  });

  test('counts by user over sessions', async () => {
    const { ask } = await startServer(limited({ zone: 'user', requestPath: '/users/me' }));
    const credentials = { username: 'ann', password: 'secret' };
    const { json: one } = await ask('POST', '/users', { body: credentials });
    const { json: two } = await ask('POST', '/login', { body: credentials });
    expect(await ask('GET', '/users/me', { session: one.sessionToken })).toMatchObject({ status: 200 });
    expect(await ask('GET', '/users/me', { session: two.sessionToken })).toMatchObject(TOO_MANY);
  });

  test('leaves out this machine and the master key unless told', async () => {
    const internal = await startServer(limited({ includeInternalRequests: false }));
    const master = await startServer(limited());
    for (let count = 0; count < 3; count += 1) {
      expect(await internal.ask('GET', '/classes/Game')).toMatchObject({ status: 200 });
      expect(await master.ask('GET', '/classes/Game', { master: true })).toMatchObject({ status: 200 });
    }
  });

  test('counts by the address that a trusted proxy tells', async () => {
    const { ask } = await startServer({ ...limited(), node: { trustProxy: ['127.0.0.1'] } });
    const from = (ip: string) => ask('GET', '/classes/Game', { headers: { 'X-Forwarded-For': ip } });
    expect(await from('6.6.6.6')).toMatchObject({ status: 200 });
    expect(await from('7.7.7.7')).toMatchObject({ status: 200 });
    expect(await from('8.8.8.8, 6.6.6.6')).toMatchObject(TOO_MANY);
  });

  test('does not believe X-Forwarded-For by itself', async () => {
    const { ask } = await startServer(limited());
    const from = (ip: string) => ask('GET', '/classes/Game', { headers: { 'X-Forwarded-For': ip } });
    expect(await from('6.6.6.6')).toMatchObject({ status: 200 });
    expect(await from('7.7.7.7')).toMatchObject(TOO_MANY);
  });
});

describe('the route allow list', () => {
  const listed: TestOptions = {
    rest: { routeAllowList: ['classes/Open', 'classes/Open/[a-z]+', 'batch', 'users'] },
  };
  const DENIED = { status: 400, json: { code: 119, error: 'Permission denied' } };

  test.each([
    ['GET', '/classes/Open', 200],
    ['GET', '/CLASSES/Open/', 200],
    ['GET', '//classes//%4Fpen', 200],
    ['GET', '/classes/Open/abc', 404],
    ['HEAD', '/classes/Open', 200],
    ['GET', '/health', 200],
  ])('lets %s %s pass', async (method, path, status) => {
    const { ask } = await startServer(listed);
    expect(await ask(method, path)).toMatchObject({ status });
  });

  test.each([
    ['GET', '/classes/Closed'],
    ['GET', '/classes/Open/123'],
    ['GET', '/classes/open'],
    ['GET', '/classes/Open%2Fabc'],
    ['GET', '/schemas'],
    ['GET', '/nope'],
    ['GET', '/classes/Open/../Closed'],
  ])('refuses %s %s', async (method, path) => {
    const { ask } = await startServer(listed);
    expect(await ask(method, path)).toMatchObject(DENIED);
  });

  test('names the route only when errors are not sanitised', async () => {
    const { ask } = await startServer({ ...listed, settings: { enableSanitizedErrorResponse: false } });
    expect(await ask('POST', '/classes/Closed', { body: { _method: 'GET' } })).toMatchObject({
      json: { code: 119, error: 'Route not allowed by routeAllowList: GET classes/Closed' },
    });
  });

  test('refuses a batch with a route that is not listed', async () => {
    const { ask } = await startServer(listed);
    const open = { method: 'POST', path: '/parse/classes/Open', body: {} };
    const requests = [open, { ...open, path: '/parse//classes/Closed' }];
    expect(await ask('POST', '/batch', { body: { requests } })).toMatchObject(DENIED);
    expect((await ask('GET', '/classes/Open')).json).toEqual({ results: [] });
    expect(await ask('POST', '/batch', { body: { requests: [open] } })).toMatchObject({ status: 200 });
  });

  test('comes before the session', async () => {
    const { ask } = await startServer(listed);
    expect(await ask('GET', '/classes/Closed', { session: 'r:nope' })).toMatchObject(DENIED);
    expect(await ask('GET', '/classes/Open', { session: 'r:nope' })).toMatchObject({ json: { code: 209 } });
  });

  test.each(['mk', 'ro'])('does not concern the key %s', async (key) => {
    const { ask } = await startServer(listed);
    const headers = { 'X-Parse-Master-Key': key };
    expect(await ask('GET', '/classes/Closed', { headers })).toMatchObject({ status: 200 });
  });
});

describe('a request id', () => {
  const idempotent: TestOptions = { rest: { idempotency: { paths: ['classes/Ga', 'users'], ttl: 300 } } };
  const withId = { headers: { 'X-Parse-Request-Id': 'one' } };
  const DUPLICATE = { status: 400, json: { code: 159, error: 'Duplicate request' } };

  test('lets exactly one of many racing requests pass', async () => {
    const { ask } = await startServer(idempotent);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask('POST', '/classes/Game', { ...withId, body: {} })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ json }) => json.code === 159)).toHaveLength(49);
    expect((await ask('GET', '/classes/Game')).json.results).toHaveLength(1);
  });

  test.each([
    ['POST', '/classes/Game', {}, DUPLICATE],
    ['POST', '//CLASSES/Game/', {}, DUPLICATE],
    ['PUT', '/classes/Game/x', {}, DUPLICATE],
    ['POST', '/users', {}, DUPLICATE],
    ['POST', '/classes/Other', {}, { status: 201 }],
    ['GET', '/classes/Game', undefined, { status: 200 }],
    ['POST', '/classes/Game', { _method: 'GET' }, { status: 200 }],
    ['DELETE', '/classes/Game/x', undefined, { status: 404 }],
  ])('used before, with %s %s %o', async (method, path, body, expected) => {
    const { ask } = await startServer(idempotent);
    await ask('POST', '/classes/Game', { ...withId, body: {} });
    expect(await ask(method, path, { ...withId, body })).toMatchObject(expected);
  });

  test('means nothing when the option is off, and nothing when it is empty', async () => {
    const off = await startServer();
    const on = await startServer(idempotent);
    for (let count = 0; count < 2; count += 1) {
      expect(await off.ask('POST', '/classes/Game', { ...withId, body: {} })).toMatchObject({ status: 201 });
      const headers = { 'X-Parse-Request-Id': '' };
      expect(await on.ask('POST', '/classes/Game', { headers, body: {} })).toMatchObject({ status: 201 });
    }
  });
});

describe('keys', () => {
  const keyed: TestOptions = { keys: { restAPIKey: 'rk', javascriptKey: 'jk' } };
  const UNAUTHORIZED = { status: 403, json: { error: 'unauthorized' } };

  test.each<[string, Record<string, string>, number]>([
    ['none', {}, 403],
    ['a wrong one', { 'X-Parse-REST-API-Key': 'no' }, 403],
    ['a right one', { 'X-Parse-REST-API-Key': 'rk' }, 200],
    ['one of two right', { 'X-Parse-REST-API-Key': 'no', 'X-Parse-Javascript-Key': 'jk' }, 200],
    ['a key under the name of another', { 'X-Parse-Client-Key': 'rk' }, 403],
    ['one sent twice', { 'X-Parse-REST-API-Key': 'rk, rk' }, 403],
    ['the master key', { 'X-Parse-Master-Key': 'mk' }, 200],
    ['a wrong master key', { 'X-Parse-Master-Key': 'no' }, 403],
  ])('%s', async (_name, headers, status) => {
    const { ask } = await startServer(keyed);
    expect(await ask('GET', '/classes/Game', { headers })).toMatchObject({ status });
  });

  test('in the body, as browsers send them', async () => {
    const { url } = await startServer(keyed);
    const body = {
      _ApplicationId: 'app',
      _JavaScriptKey: 'jk',
      _ClientVersion: 'js8',
      _InstallationId: 'i',
      a: 1,
    };
    const headers = { 'X-Parse-Application-Id': '', 'Content-Type': 'text/plain' };
    expect(await sendTo(`${url}/classes/Game`, 'POST', { headers, body })).toMatchObject({ status: 201 });
    const typed = { ...body, _JavaScriptKey: { $ne: null } };
    expect(await sendTo(`${url}/classes/Game`, 'POST', { headers, body: typed })).toMatchObject(UNAUTHORIZED);
  });

  test('the query string holds none', async () => {
    const { url } = await startServer();
    const headers = { 'X-Parse-Application-Id': '' };
    const answer = await sendTo(`${url}/classes/Game?_ApplicationId=app&_MasterKey=mk`, 'GET', { headers });
    expect(answer).toMatchObject(UNAUTHORIZED);
  });

  test('another app is not served, on unknown paths either', async () => {
    const { ask } = await startServer();
    const headers = { 'X-Parse-Application-Id': 'other' };
    expect(await ask('GET', '/classes/Game', { headers })).toMatchObject(UNAUTHORIZED);
    expect(await ask('GET', '/nope', { headers })).toMatchObject(UNAUTHORIZED);
  });

  test('the master key is refused from elsewhere', async () => {
    const { ask } = await startServer({ keys: { masterKeyIps: ['10.0.0.1'] } });
    expect(await ask('GET', '/classes/Game', { master: true })).toMatchObject(UNAUTHORIZED);
  });
});
