import { describe, expect, test } from 'vitest';
import { startServer } from './start-server.js';

const OBJECT_ID = expect.stringMatching(/^[A-Za-z0-9]{10}$/);
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('objects', () => {
  test('one is created, read, changed and deleted', async () => {
    const { ask } = await startServer();
    const created = await ask('POST', '/classes/Game', { body: { score: 1, name: 'x' } });
    expect(created).toMatchObject({ status: 201, json: { objectId: OBJECT_ID, createdAt: TIME } });
    const { objectId } = created.json;
    expect(created.headers.get('location')).toBe(`/parse/classes/Game/${objectId}`);

    expect(await ask('GET', `/classes/Game/${objectId}`)).toMatchObject({
      status: 200,
      json: { objectId, score: 1, name: 'x', createdAt: TIME, updatedAt: TIME },
    });
    const updated = await ask('PUT', `/classes/Game/${objectId}`, {
      body: { score: { __op: 'Increment', amount: 2 } },
    });
    expect(updated).toMatchObject({ status: 200, json: { score: 3, updatedAt: TIME } });
    expect(await ask('DELETE', `/classes/Game/${objectId}`)).toMatchObject({ status: 200, json: {} });
    expect(await ask('GET', `/classes/Game/${objectId}`)).toMatchObject({
      status: 404,
      json: { code: 101, error: 'Object not found.' },
    });
  });

  test('a query is asked by GET, by POST with _method, and with a body under GET', async () => {
    const { ask } = await startServer();
    for (const score of [1, 2, 3]) await ask('POST', '/classes/Game', { body: { score } });
    const where = { score: { $gt: 1 } };
    const byGet = await ask(
      'GET',
      `/classes/Game?where=${encodeURIComponent(JSON.stringify(where))}&count=1&limit=1`,
    );
    expect(byGet).toMatchObject({ status: 200, json: { results: [{ score: 2 }], count: 2 } });
    const byPost = await ask('POST', '/classes/Game', {
      body: { _method: 'get', where, count: 1, limit: 1 },
    });
    expect(byPost.json).toEqual(byGet.json);
    const winner = await ask('POST', '/classes/Game?limit=0', { body: { _method: 'GET', limit: 1 } });
    expect(winner.json).toEqual({ results: [] });
  });

  test('parameters that a route does not know are refused', async () => {
    const { ask } = await startServer();
    expect(await ask('GET', '/classes/Game?foo=1')).toMatchObject({ status: 400, json: { code: 102 } });
    expect(await ask('GET', '/classes/Game/x?where=1')).toMatchObject({ status: 400, json: { code: 102 } });
  });

  test('_method changes POST only, in any case, and is no field', async () => {
    const { ask } = await startServer();
    const { json } = await ask('POST', '/classes/Game', { body: { _method: 5, a: 1 } });
    expect(json).toMatchObject({ objectId: OBJECT_ID });
    const put = await ask('POST', `/classes/Game/${json.objectId}`, { body: { _method: 'put', a: 2 } });
    expect(put).toMatchObject({ status: 200, json: { updatedAt: TIME } });
    expect(await ask('PUT', `/classes/Game/${json.objectId}`, { body: { _method: 'DELETE' } })).toMatchObject(
      {
        status: 400,
        json: { code: 105 },
      },
    );
    const removed = await ask('POST', `/classes/Game/${json.objectId}`, { body: { _method: 'DELETE' } });
    expect(removed).toMatchObject({ status: 200, json: {} });
  });

  test('Location is under the server URL when there is one', async () => {
    const { ask } = await startServer({
      settings: { serverURL: 'https://api.example.com/1/', allowCustomObjectId: true },
    });
    const { headers } = await ask('POST', '/classes/Game', { body: { objectId: 'a\r\nSet-Cookie: x=y' } });
    expect(headers.get('location')).toBe(
      'https://api.example.com/1/classes/Game/a%0D%0ASet-Cookie%3A%20x%3Dy',
    );
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('users and sessions', () => {
  test('sign up, log in, who am I, log out', async () => {
    const { ask } = await startServer();
    const signedUp = await ask('POST', '/users', { body: { username: 'ann', password: 'secret' } });
    expect(signedUp).toMatchObject({
      status: 201,
      json: { objectId: OBJECT_ID, sessionToken: expect.any(String) },
    });
    expect(signedUp.headers.get('location')).toBe(`/parse/users/${signedUp.json.objectId}`);

    const stale = 'r:00000000000000000000000000000000';
    for (const path of ['/login', '/verifyPassword']) {
      const byPost = await ask('POST', path, { body: { username: 'ann', password: 'secret' } });
      expect(byPost, path).toMatchObject({ status: 200, json: { username: 'ann' } });
      expect(await ask('GET', `${path}?username=ann&password=secret`), path).toMatchObject({ status: 200 });
      const wrong = await ask('POST', path, { body: { username: 'ann', password: 'no' } });
      expect(wrong, path).toMatchObject({ status: 404, json: { code: 101 } });
    }
    const login = await ask('POST', '/login', {
      body: { username: 'ann', password: 'secret' },
      session: stale,
    });
    expect(login).toMatchObject({ status: 200, json: { sessionToken: expect.any(String) } });
    const session = login.json.sessionToken;

    expect(await ask('GET', '/users/me', { session })).toMatchObject({
      status: 200,
      json: { objectId: signedUp.json.objectId, sessionToken: session },
    });
    expect(await ask('GET', '/sessions/me', { session })).toMatchObject({
      status: 200,
      json: { sessionToken: session },
    });
    expect(await ask('GET', '/users/me', { session: stale })).toMatchObject({
      status: 400,
      json: { code: 209 },
    });
    expect(await ask('POST', '/logout', { session })).toMatchObject({ status: 200, json: {} });
    expect(await ask('GET', '/users/me', { session })).toMatchObject({ status: 400, json: { code: 209 } });
    expect(await ask('POST', '/logout')).toMatchObject({ status: 200, json: {} });
  });

  test('a session is bound to an installation', async () => {
    const { ask } = await startServer();
    const { json } = await ask('POST', '/users', { body: { username: 'ann', password: 'secret' } });
    const bound = await ask('PUT', '/sessions/me', {
      body: {},
      session: json.sessionToken,
      headers: { 'X-Parse-Installation-Id': 'device' },
    });
    expect(bound).toMatchObject({ status: 200, json: { updatedAt: TIME } });
    expect(await ask('GET', '/sessions/me', { session: json.sessionToken })).toMatchObject({
      json: { installationId: 'device' },
    });
  });

  test('the master key logs in as anybody', async () => {
    const { ask } = await startServer();
    const { json } = await ask('POST', '/users', { body: { username: 'ann', password: 'secret' } });
    const as = await ask('POST', '/loginAs', { master: true, body: { userId: json.objectId } });
    expect(as).toMatchObject({ status: 200, json: { sessionToken: expect.any(String) } });
    expect(await ask('POST', '/loginAs', { body: { userId: json.objectId } })).toMatchObject({ status: 400 });
  });

  test('users, roles, sessions and installations are objects under paths of their own', async () => {
    const { ask } = await startServer();
    const role = await ask('POST', '/roles', { master: true, body: { name: 'admins', ACL: {} } });
    expect(role).toMatchObject({ status: 201 });
    expect(role.headers.get('location')).toBe(`/parse/classes/_Role/${role.json.objectId}`);
    const installation = { installationId: '12345678-0000-0000-0000-000000000000', deviceType: 'ios' };
    expect(await ask('POST', '/installations', { body: installation })).toMatchObject({ status: 201 });
    for (const path of ['/users', '/roles', '/sessions', '/installations']) {
      expect(await ask('GET', path, { master: true }), path).toMatchObject({
        status: 200,
        json: { results: expect.any(Array) },
      });
    }
  });
});

describe('routes of the operator', () => {
  test.each([
    ['GET', '/schemas'],
    ['POST', '/schemas/Game'],
    ['PUT', '/schemas/Game'],
    ['DELETE', '/schemas/Game'],
    ['GET', '/aggregate/Game?distinct=score'],
    ['DELETE', '/purge/Game'],
    ['PUT', '/config'],
    ['GET', '/serverInfo'],
    ['GET', '/features'],
    ['GET', '/security'],
    ['GET', '/push_audiences'],
    ['POST', '/push_audiences'],
  ])('%s %s needs the master key', async (method, path) => {
    const { ask } = await startServer();
    const bodiless = method === 'GET' || method === 'DELETE';
    expect(await ask(method, path, bodiless ? {} : { body: {} })).toMatchObject({
      status: 403,
      json: { error: 'Permission denied' },
    });
  });

  test('schemas are made, listed and dropped', async () => {
    const { ask } = await startServer();
    const fields = { score: { type: 'Number' } };
    const made = await ask('POST', '/schemas/Game', { master: true, body: { fields } });
    expect(made).toMatchObject({ status: 200, json: { className: 'Game', fields } });
    expect(await ask('GET', '/schemas', { master: true })).toMatchObject({
      json: { results: expect.arrayContaining([expect.objectContaining({ className: 'Game' })]) },
    });
    expect(
      await ask('PUT', '/schemas/Game', { master: true, body: { fields: { name: { type: 'String' } } } }),
    ).toMatchObject({ status: 200, json: { fields: { name: { type: 'String' } } } });
    expect(await ask('GET', '/schemas/Game', { master: true })).toMatchObject({ status: 200 });
    expect(await ask('DELETE', '/schemas/Game', { master: true })).toMatchObject({ status: 200, json: {} });
    expect(await ask('GET', '/schemas/Game', { master: true })).toMatchObject({
      status: 400,
      json: { code: 103 },
    });
  });

  test('distinct values and purging', async () => {
    const { ask } = await startServer();
    for (const score of [1, 1, 2]) await ask('POST', '/classes/Game', { body: { score } });
    const distinct = await ask('GET', '/aggregate/Game?distinct=score', { master: true });
    expect(distinct.json.results.toSorted()).toEqual([1, 2]);
    expect(await ask('DELETE', '/purge/Game', { master: true })).toMatchObject({ status: 200, json: {} });
    expect((await ask('GET', '/classes/Game')).json).toEqual({ results: [] });
  });

  test('the config is set by the master key and read by all', async () => {
    const { ask } = await startServer();
    const set = await ask('PUT', '/config', {
      master: true,
      body: { params: { a: 1, b: 2 }, masterKeyOnly: { b: true } },
    });
    expect(set).toMatchObject({ status: 200, json: { result: true } });
    expect((await ask('GET', '/config')).json.params).toEqual({ a: 1 });
  });

  test.each(['/serverInfo', '/features'])('%s tells features and version', async (path) => {
    const { ask } = await startServer();
    expect(await ask('GET', path, { master: true })).toMatchObject({
      status: 200,
      json: { features: { schemas: expect.any(Object) }, parseServerVersion: '1.2.3' },
    });
  });

  test('the report on weak settings is switched off', async () => {
    const { ask } = await startServer();
    expect(await ask('GET', '/security', { master: true })).toEqual(
      expect.objectContaining({
        status: 409,
        json: { error: 'Enable Parse Server option `security.enableCheck` to run security check.' },
      }),
    );
  });

  test('the query of an audience is text when saved and JSON when read', async () => {
    const { ask } = await startServer();
    const saved = await ask('POST', '/push_audiences', {
      master: true,
      body: { name: 'x', query: '{"a":1}' },
    });
    expect(saved).toMatchObject({ status: 201 });
    const one = await ask('GET', `/push_audiences/${saved.json.objectId}`, { master: true });
    expect(one.json).toMatchObject({ name: 'x', query: { a: 1 } });
    const all = await ask('GET', '/push_audiences', { master: true });
    expect(all.json).toMatchObject({ results: [{ name: 'x', query: { a: 1 } }] });
  });
});

test('events are accepted, those without a name are not', async () => {
  const { ask } = await startServer();
  for (const name of ['AppOpened', 'purchase', 'Button%20pressed']) {
    expect(await ask('POST', `/events/${name}`, { body: { dimensions: { a: 'b' } } })).toMatchObject({
      status: 200,
      json: {},
    });
  }
  expect(await ask('POST', '/events/%20', { body: {} })).toMatchObject({ status: 400, json: { code: 160 } });
});
