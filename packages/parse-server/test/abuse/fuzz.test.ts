import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '../e2e/support/start-server.js';
import { storages } from '../e2e/support/storages.js';
import { createApi, KEYS, outcome, type Answer, type Api } from './support/api.js';
import { hostileRequest, type HostileRequest } from './support/hostile-request.js';

/** What clients can be told: everything else is a fault of the server. */
const STATUSES: ReadonlySet<number> = new Set([200, 201, 400, 403, 404, 413, 415]);

/** The classes requests write to, with those the server keeps itself. */
const WRITTEN =
  /^(Fuzz[A-Z]?|_User|_Role|_Session|_Installation|_Product|_Audience|_GlobalConfig|_Idempotency)$/;

describe.each(storages)('hostile requests on $name', (storage) => {
  let api: Api;
  let tokens: Readonly<Record<string, string>>;

  beforeAll(async () => {
    api = createApi(await startServer(storage, { appId: 'app', ...KEYS }));
    await api.create('Fuzz', { text: 'x', number: 1, list: [1], map: { a: 1 } });
    const { token } = await api.signUp('fuzzer');
    tokens = { user: token };
  });
  afterAll(() => api.server.close());

  test('get documented answers, harm nothing and store nothing where they should not', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(hostileRequest, async (request) => {
        const answer = await send(api, tokens, request);
        outcomes.add(outcome(answer));
        expectDocumented(answer, request.method);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: storage.isServer ? 300 : 1200, endOnFailure: false },
    );
    // Else the requests would all be refused at the door, and prove little.
    expect(outcomes.size).toBeGreaterThan(12);
    expect(await api.get('/health')).toMatchObject({ status: 200 });
    await expectTidy(api);
  });
});

function send(api: Api, tokens: Readonly<Record<string, string>>, request: HostileRequest): Promise<Answer> {
  const callers = {
    nobody: {},
    user: { 'X-Parse-Session-Token': tokens['user'] ?? '' },
    master: api.master,
    readOnly: api.readOnly,
    maintenance: api.maintenance,
  };
  const headers = { ...callers[request.caller], ...request.headers };
  return api.send(request.method, request.path, request.body, headers);
}

function expectDocumented({ status, text, body, headers }: Answer, method: string): void {
  expect(STATUSES).toContain(status);
  expect(text).not.toMatch(/SQLITE|node_modules|at .*\.ts:|RangeError|TypeError/);
  if (method === 'HEAD' || method === 'OPTIONS') return;
  const isPage = headers.get('content-type')?.startsWith('text/html') === true;
  if (isPage) {
    expect(status).toBe(404);
    expect(text).toContain('Cannot ');
  } else {
    expect(body).toBeTypeOf('object');
  }
  if (!isPage && status >= 400 && !Array.isArray(body))
    expect(body).toMatchObject({ error: expect.any(String) });
}

/** Whatever was stored has names that could be declared, and every row can be read back. */
async function expectTidy(api: Api): Promise<void> {
  const schemas = await api.get('/schemas', {}, api.master);
  const classes: { readonly className: string; readonly fields: object }[] = schemas.body.results;
  for (const { className, fields } of classes) {
    expect(className).toMatch(WRITTEN);
    for (const field of Object.keys(fields)) expect(field).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
    const rows = await api.get(`/classes/${className}`, { limit: 1000 }, api.master);
    expect(rows.status).toBe(200);
    expect(rows.text).not.toMatch(/"(?:__proto__|\$[a-z]+|_hashed_password)":/i);
  }
  const users = await api.get('/users', { where: { username: 'fuzzer' } }, api.master);
  expect(users.body.results.length).toBeLessThanOrEqual(1);
}
