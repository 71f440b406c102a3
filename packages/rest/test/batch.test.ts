import { describe, expect, test } from 'vitest';
import { startServer } from './start-server.js';

const post = (path: string, body: unknown = {}) => ({ method: 'POST', path, body });

test('results come in the order of the requests, failures beside successes', async () => {
  const { ask } = await startServer();
  const requests = [
    post('/parse/classes/Game', { score: 1 }),
    { method: 'put', path: '/parse/classes/Game/nope', body: { score: 2 } },
    { method: 'GET', path: '/parse//classes/Game/?limit=0' },
    { method: 'GET', path: '/parse/classes/Game', body: { limit: 0 } },
    { method: 'GET', path: '/parse/serverInfo' },
    post('/parse/logout'),
  ];
  const { status, json } = await ask('POST', '/batch', { body: { requests } });
  expect(status).toBe(200);
  expect(json).toEqual([
    { success: { objectId: expect.any(String), createdAt: expect.any(String) } },
    { error: { code: 101, error: 'Object not found.' } },
    { success: { results: [] } },
    { success: { results: [] } },
    { error: { error: 'Permission denied' } },
    { success: {} },
  ]);
});

test('hundred requests run in one batch', async () => {
  const { ask } = await startServer();
  const requests = Array.from({ length: 100 }, (_, index) => post('/parse/classes/Game', { index }));
  const { json } = await ask('POST', '/batch', { body: { requests } });
  expect(json.every((result: { success?: unknown }) => result.success !== undefined)).toBe(true);
  expect((await ask('GET', '/classes/Game?count=1&limit=0')).json).toEqual({ results: [], count: 100 });
});

describe('a batch is refused as a whole, before anything happens', () => {
  const good = post('/parse/classes/Game');
  test.each<[string, unknown, string]>([
    ['without requests', {}, 'requests must be an array'],
    ['of an object', { requests: {} }, 'requests must be an array'],
    ['that is an array', [], 'requests must be an array'],
    ['of a number', { requests: [good, 5] }, 'batch request path must be a string'],
    ['of null', { requests: [good, null] }, 'batch request path must be a string'],
    ['without a path', { requests: [good, { method: 'POST' }] }, 'batch request path must be a string'],
    [
      'with a path of another type (#10230)',
      { requests: [good, post({} as string)] },
      'batch request path must be a string',
    ],
    [
      'with a method of another type (#10230)',
      { requests: [good, { ...good, method: 5 }] },
      'batch request method must be a',
    ],
    [
      'with a body of another type (#10230)',
      { requests: [good, { ...good, body: 5 }] },
      'batch request body must be an object',
    ],
    [
      'with a body that is a list',
      { requests: [good, { ...good, body: [1] }] },
      'batch request body must be an object',
    ],
    ['with an unknown route', { requests: [good, post('/parse/nope')] }, 'cannot route POST /nope'],
    [
      'with an unknown method',
      { requests: [good, { ...good, method: 'PATCH' }] },
      'cannot route PATCH /classes/Game',
    ],
    [
      'with health',
      { requests: [good, { method: 'GET', path: '/parse/health' }] },
      'cannot route GET /health',
    ],
    [
      'beside the mount',
      { requests: [good, post('/1/classes/Game')] },
      'cannot route batch path /1/classes/Game',
    ],
    [
      'without the mount',
      { requests: [good, post('/classes/Game')] },
      'cannot route batch path /classes/Game',
    ],
    ['above the mount', { requests: [good, post('/parse/../classes/Game')] }, 'cannot route batch path'],
    [
      'with a URL',
      { requests: [good, post('http://x/parse/classes/Game')] },
      'cannot route batch path http://x',
    ],
    ['in a batch', { requests: [good, post('/parse/batch', { requests: [] })] }, 'nested batch requests'],
    [
      'in a batch in disguise',
      { requests: [good, post('/parse//BATCH/', { requests: [] })] },
      'nested batch requests',
    ],
  ])('%s', async (_name, body, message) => {
    const { ask } = await startServer();
    expect(await ask('POST', '/batch', { body })).toMatchObject({
      status: 400,
      json: { code: 107, error: expect.stringContaining(message) },
    });
    expect((await ask('GET', '/classes/Game')).json).toEqual({ results: [] });
  });
});

test('a path may begin with that of either URL of the server', async () => {
  const { ask } = await startServer({
    settings: { serverURL: 'http://internal.example/api/' },
    rest: { publicServerURL: 'https://example.com/public/v1' },
  });
  const requests = ['/api', '/public/v1', '/parse'].map((mount) => post(`${mount}/classes/Game`));
  const { json } = await ask('POST', '/batch', { body: { requests } });
  expect(json).toHaveLength(3);
});

test('a server at the root takes the paths that its URL has for clients', async () => {
  const { port, ask } = await startServer({
    settings: { serverURL: 'http://example.com/parse' },
    node: { mountPath: '/' },
  });
  expect(port).toBeGreaterThan(0);
  const requests = [post('/parse/classes/Game'), post('/classes/Game')];
  const { json } = await ask('POST', '/../batch', { body: { requests } });
  expect(json).toHaveLength(2);
});

test('parts see the keys and the session of the batch', async () => {
  const { ask } = await startServer();
  const user = await ask('POST', '/users', { body: { username: 'ann', password: 'secret' } });
  const session = user.json.sessionToken;
  const requests = [{ method: 'GET', path: '/parse/users/me' }];
  const { json } = await ask('POST', '/batch', { session, body: { requests } });
  expect(json).toMatchObject([{ success: { username: 'ann' } }]);
});

test('credentials and _method in the body of a part are fields like any other', async () => {
  const { ask } = await startServer();
  const requests = [
    post('/parse/classes/Game', { _method: 'GET' }),
    post('/parse/schemas', { _ApplicationId: 'app', _MasterKey: 'mk' }),
  ];
  const { json } = await ask('POST', '/batch', { body: { requests } });
  expect(json).toMatchObject([{ error: { code: 105 } }, { error: {} }]);
});

test('__proto__ in a part reaches no prototype', async () => {
  const { ask } = await startServer();
  const body = `{"requests":[{"method":"POST","path":"/parse/classes/Game","body":{"__proto__":{"a":1}}},{"__proto__":{"path":"/parse/classes/Game"},"method":"POST"}]}`;
  expect(await ask('POST', '/batch', { body })).toMatchObject({ status: 400, json: { code: 107 } });
  const one = `{"requests":[{"method":"POST","path":"/parse/classes/Game","body":{"__proto__":{"a":1}}}]}`;
  expect((await ask('POST', '/batch', { body: one })).json).toMatchObject([{ error: { code: 105 } }]);
});

describe('the number of parts', () => {
  const requests = [1, 2, 3].map(() => ({ method: 'GET', path: '/parse/classes/Game' }));
  const limitedTo = (batchRequestLimit: number) => ({
    settings: {
      requestComplexity: {
        queryDepth: 10,
        subqueryDepth: 10,
        subqueryLimit: -1,
        includeDepth: 10,
        includeCount: 100,
        batchRequestLimit,
        allowRegex: true,
      },
    },
  });

  test('is limited', async () => {
    const { ask } = await startServer(limitedTo(2));
    expect(await ask('POST', '/batch', { body: { requests } })).toMatchObject({
      status: 400,
      json: { code: 107, error: 'Batch request contains 3 sub-requests, which exceeds the limit of 2.' },
    });
  });

  test.each([
    ['not for the master key', 2, true],
    ['not when the limit is off', -1, false],
    ['not when it is just reached', 3, false],
  ])('%s', async (_name, limit, master) => {
    const { ask } = await startServer(limitedTo(limit));
    expect(await ask('POST', '/batch', { master, body: { requests } })).toMatchObject({ status: 200 });
  });
});

describe('a transaction', () => {
  test('does everything', async () => {
    const { ask } = await startServer();
    const requests = [post('/parse/classes/Game', { a: 1 }), post('/parse/classes/Game', { a: 2 })];
    const { status, json } = await ask('POST', '/batch', { body: { requests, transaction: true } });
    expect(status).toBe(200);
    expect(json).toMatchObject([{ success: {} }, { success: {} }]);
    expect((await ask('GET', '/classes/Game?count=1&limit=0')).json.count).toBe(2);
  });

  test('or nothing, and says which part failed', async () => {
    const { ask } = await startServer();
    await ask('POST', '/classes/Game', { body: { a: 0 } });
    const requests = [
      post('/parse/classes/Game', { a: 1 }),
      post('/parse/classes/Game', { a: 'text' }),
      post('/parse/classes/Game', { a: 3 }),
    ];
    const { status, json } = await ask('POST', '/batch', { body: { requests, transaction: true } });
    expect(status).toBe(400);
    expect(json).toEqual([
      { error: { code: -1, error: 'Not done, because another operation of the transaction failed.' } },
      { error: { code: 111, error: expect.stringContaining('schema mismatch') } },
      { error: { code: -1, error: 'Not done, because another operation of the transaction failed.' } },
    ]);
    expect((await ask('GET', '/classes/Game?count=1&limit=0')).json.count).toBe(1);
  });

  test('is refused by a store that has none', async () => {
    const { ask } = await startServer({ storage: { without: ['transactions'] } });
    const body = { requests: [post('/parse/classes/Game')], transaction: true };
    expect(await ask('POST', '/batch', { body })).toMatchObject({ status: 400, json: { code: 108 } });
  });

  test('is asked for by true alone', async () => {
    const { ask } = await startServer({ storage: { without: ['transactions'] } });
    const body = { requests: [post('/parse/classes/Game')], transaction: 'yes' };
    expect(await ask('POST', '/batch', { body })).toMatchObject({ status: 200 });
  });
});
