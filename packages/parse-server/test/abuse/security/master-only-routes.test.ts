import { expect, test } from 'vitest';
import { outcome, type Api, type Caller } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

interface Route {
  readonly name: string;
  readonly ask: (api: Api, caller: Caller) => ReturnType<Api['send']>;
}

const reads: readonly Route[] = [
  { name: 'GET /schemas', ask: (api, caller) => api.get('/schemas', {}, caller) },
  { name: 'GET /schemas/:class', ask: (api, caller) => api.get('/schemas/_User', {}, caller) },
  { name: 'GET /aggregate/:class', ask: (api, caller) => api.get('/aggregate/A', { pipeline: [] }, caller) },
  { name: 'GET /push_audiences', ask: (api, caller) => api.get('/push_audiences', {}, caller) },
  { name: 'GET /serverInfo', ask: (api, caller) => api.get('/serverInfo', {}, caller) },
];

const writes: readonly Route[] = [
  { name: 'POST /schemas', ask: (api, caller) => api.post('/schemas', { className: 'Made' }, caller) },
  { name: 'POST /schemas/:class', ask: (api, caller) => api.post('/schemas/Made', {}, caller) },
  { name: 'PUT /schemas/:class', ask: (api, caller) => api.put('/schemas/_User', {}, caller) },
  { name: 'DELETE /schemas/:class', ask: (api, caller) => api.remove('/schemas/Made', caller) },
  { name: 'DELETE /purge/:class', ask: (api, caller) => api.remove('/purge/Kept', caller) },
  { name: 'PUT /config', ask: (api, caller) => api.put('/config', { params: { a: 1 } }, caller) },
  { name: 'POST /push_audiences', ask: (api, caller) => api.post('/push_audiences', { name: 'n' }, caller) },
  {
    name: 'PUT /push_audiences/:id',
    ask: (api, caller) => api.put('/push_audiences/x', { name: 'n' }, caller),
  },
  { name: 'DELETE /push_audiences/:id', ask: (api, caller) => api.remove('/push_audiences/x', caller) },
];

const objectWrites: readonly Route[] = [
  { name: 'POST /classes', ask: (api, caller) => api.post('/classes/Kept', { a: 1 }, caller) },
  { name: 'PUT /classes', ask: (api, caller) => api.put('/classes/Kept/x', { a: 1 }, caller) },
  { name: 'DELETE /classes', ask: (api, caller) => api.remove('/classes/Kept/x', caller) },
  { name: 'POST /users', ask: (api, caller) => api.post('/users', { username: 'r', password: 'p' }, caller) },
  { name: 'PUT /users', ask: (api, caller) => api.put('/users/x', { a: 1 }, caller) },
  { name: 'DELETE /users', ask: (api, caller) => api.remove('/users/x', caller) },
  { name: 'POST /roles', ask: (api, caller) => api.post('/roles', { name: 'r', ACL: {} }, caller) },
  { name: 'PUT /sessions', ask: (api, caller) => api.put('/sessions/x', { a: 1 }, caller) },
  { name: 'DELETE /sessions', ask: (api, caller) => api.remove('/sessions/x', caller) },
  {
    name: 'POST /installations',
    ask: (api, caller) => api.post('/installations', { installationId: 'r', deviceType: 'ios' }, caller),
  },
  { name: 'DELETE /installations', ask: (api, caller) => api.remove('/installations/x', caller) },
  { name: 'POST /loginAs', ask: (api, caller) => api.post('/loginAs', { userId: 'x' }, caller) },
  {
    name: 'a method override',
    ask: (api, caller) => api.post('/classes/Kept/x', { _method: 'PUT', a: 1 }, caller),
  },
];

describeApi('a route for the master key', (api) => {
  test.each([...reads, ...writes])('$name is closed to everybody else', async ({ ask }) => {
    const { caller } = await api().signUp(`user ${Math.random()}`);
    const callers = [
      {},
      caller,
      api().maintenance,
      { 'X-Parse-Master-Key': 'wrong' },
      { 'X-Parse-Master-Key': '' },
    ];
    for (const who of callers) {
      const answer = await ask(api(), who);
      expect(`${outcome(answer)} ${answer.text}`).toBe('403 {"error":"Permission denied"}');
    }
  });

  test.each(reads)('$name is open to the read-only key', async ({ ask }) => {
    expect(outcome(await ask(api(), api().readOnly))).toBe('200');
  });

  test.each([...writes, ...objectWrites])(
    '$name is closed to the read-only key (GHSA-79wj-8rqv-jvp5, GHSA-vc89-5g3r-cmhh)',
    async ({ ask }) => {
      const before = await everything(api());
      expect(outcome(await ask(api(), api().readOnly))).toBe('400 119');
      expect(await everything(api())).toBe(before);
    },
  );

  test('is closed inside batches as it is outside', async () => {
    const requests = [
      { method: 'POST', path: '/parse/schemas/Batched', body: {} },
      { method: 'DELETE', path: '/parse/purge/Kept' },
      { method: 'PUT', path: '/parse/config', body: { params: { a: 1 } } },
      { method: 'GET', path: '/parse/aggregate/Kept?pipeline=[]' },
      { method: 'POST', path: '/parse/loginAs', body: { userId: 'x' } },
      { method: 'POST', path: '/parse/classes/Kept', body: { a: 1, _MasterKey: api().server.masterKey } },
    ];
    for (const who of [{}, api().maintenance, api().readOnly]) {
      const before = await everything(api());
      const { body } = await api().post('/batch', { requests }, who);
      const refused: unknown[] = body.filter((result: object) => 'error' in result);
      expect(refused.length).toBeGreaterThanOrEqual(who === api().readOnly ? 5 : 4);
      expect(await everything(api())).toBe(before);
    }
  });

  test.each([
    ['a text', '"x"'],
    ['an object', '{"$ne":""}'],
    ['a list', '["x"]'],
    ['true', 'true'],
    ['a number', '1'],
  ])('is not opened by %s as the key in the body (#10209)', async (_name, value) => {
    for (const field of [
      '_MasterKey',
      '_SessionToken',
      '_JavaScriptKey',
      '_InstallationId',
      '_ClientVersion',
      '_ContentType',
    ]) {
      const body = `{"_ApplicationId":"app","_method":"GET","${field}":${value}}`;
      const answer = await api().post('/schemas', body, { 'X-Parse-Application-Id': '' });
      expect(outcome(answer)).toMatch(/^(403|400 209)$/);
    }
  });
});

async function everything(api: Api): Promise<string> {
  const paths = [
    '/schemas',
    '/classes/Kept',
    '/users',
    '/roles',
    '/installations',
    '/push_audiences',
    '/config',
  ];
  const answers = await Promise.all(paths.map((path) => api.get(path, {}, api.master)));
  return answers.map(({ text }) => text).join('\n');
}
