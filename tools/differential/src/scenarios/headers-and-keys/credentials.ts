import { create, get, post, scenario, signUp, type Step } from '../../dsl.js';

const basic = (text: string): Record<string, string | null> => ({
  'X-Parse-Application-Id': null,
  Authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});
const ask = (headers: Record<string, string | null>): Step => get('/classes/Note', {}, { headers });
const closedly = { profile: 'closed' } as const;

export const scenarios = [
  scenario('Basic authentication says the application and the master key', [
    get('/schemas', {}, { headers: basic('app:master-key') }),
    get('/schemas', {}, { headers: basic('app:wrong') }),
    ask(basic('other:master-key')),
    ask(basic('app:')),
    ask({ 'X-Parse-Application-Id': null, Authorization: 'Basic ?' }),
    ask({ 'X-Parse-Application-Id': null, Authorization: 'Bearer x' }),
  ]),
  scenario(
    'Basic authentication says the key of browsers',
    [
      ask(basic('app:javascript-key=javascript-key')),
      ask(basic('app:javascript-key=wrong')),
      ask(basic('app')),
    ],
    closedly,
  ),
  ...(
    [
      ['X-Parse-REST-API-Key', 'rest-key'],
      ['X-Parse-Client-Key', 'client-key'],
      ['X-Parse-Javascript-Key', 'javascript-key'],
      ['X-Parse-Windows-Key', 'dot-net-key'],
    ] as const
  ).map(([header, key]) =>
    scenario(
      `${header} opens the server to a client`,
      [ask({ [header]: key }), ask({ [header]: 'x' }), ask({})],
      closedly,
    ),
  ),
  scenario(
    'A client key may come in the body',
    [
      post(
        '/config',
        { _method: 'GET', _ApplicationId: 'app', _JavaScriptKey: 'javascript-key' },
        { headers: { 'X-Parse-Application-Id': null } },
      ),
      post(
        '/config',
        { _method: 'GET', _ApplicationId: 'app', _JavaScriptKey: 'wrong' },
        { headers: { 'X-Parse-Application-Id': null } },
      ),
    ],
    closedly,
  ),
  scenario(
    'Clients make no classes where they may not',
    [
      post('/classes/New', { n: 1 }, { headers: { 'X-Parse-REST-API-Key': 'rest-key' } }),
      post('/classes/New', { n: 1 }, { by: 'maintenance' }),
      post('/classes/New', { n: 1 }, { by: 'master' }),
      post('/classes/New', { m: 1 }, { headers: { 'X-Parse-REST-API-Key': 'rest-key' } }),
    ],
    closedly,
  ),
  scenario('The read-only key reads and does not write', [
    create('Note', { n: 1, ACL: {} }, { by: 'master', name: 'note' }),
    get('/classes/Note', {}, { by: 'readOnly' }),
    get('/classes/Note/<note.objectId>', {}, { by: 'readOnly' }),
    create('Note', { n: 2 }, { by: 'readOnly' }),
    { method: 'PUT', path: '/classes/Note/<note.objectId>', body: { n: 2 }, by: 'readOnly' },
    { method: 'DELETE', path: '/classes/Note/<note.objectId>', by: 'readOnly' },
    post('/users', { username: 'a', password: 'b' }, { by: 'readOnly' }),
    get('/config', {}, { by: 'readOnly' }),
    { method: 'PUT', path: '/config', body: { params: { a: 1 } }, by: 'readOnly' },
    post(
      '/batch',
      { requests: [{ method: 'POST', path: '/parse/classes/Note', body: {} }] },
      { by: 'readOnly' },
    ),
  ]),
  scenario('The maintenance key repairs objects', [
    create('Note', { n: 1 }, { name: 'note' }),
    {
      method: 'PUT',
      path: '/classes/Note/<note.objectId>',
      body: { updatedAt: '2020-01-01T00:00:00.000Z' },
      by: 'maintenance',
    },
    create(
      'Note',
      { n: 2, createdAt: '2020-01-01T00:00:00.000Z', updatedAt: '2020-01-02T00:00:00.000Z' },
      { by: 'maintenance' },
    ),
    get('/schemas', {}, { by: 'maintenance' }),
    get('/classes/Note', { order: 'n' }, { by: 'maintenance' }),
  ]),
  scenario('A key and a session together', [
    signUp('alice'),
    get('/users/me', {}, { by: 'alice', headers: { 'X-Parse-Master-Key': 'master-key' } }),
    get('/sessions/me', {}, { by: 'alice', headers: { 'X-Parse-Master-Key': 'master-key' } }),
    create('Note', { ACL: {} }, { by: 'alice', headers: { 'X-Parse-Master-Key': 'master-key' } }),
    post('/logout', {}, { by: 'alice', headers: { 'X-Parse-Master-Key': 'master-key' } }),
    get('/users/me', {}, { by: 'alice' }),
    get('/users/me', {}, { by: 'alice', headers: { 'X-Parse-Master-Key': 'master-key' } }),
    post('/logout', {}, { by: 'alice', headers: { 'X-Parse-Master-Key': 'master-key' } }),
    get('/users/me', {}, { by: 'master' }),
    get('/sessions/me', {}, { by: 'master' }),
  ]),
  scenario('A session token that is none', [
    ask({ 'X-Parse-Session-Token': 'nonsense' }),
    ask({ 'X-Parse-Session-Token': '' }),
    post('/login', { username: 'a', password: 'b' }, { headers: { 'X-Parse-Session-Token': 'r:nobody' } }),
  ]),
  scenario('A context that is none is refused on every route', [
    ask({ 'X-Parse-Cloud-Context': '[]' }),
    ask({ 'X-Parse-Cloud-Context': 'x' }),
    ask({ 'X-Parse-Cloud-Context': '{"a":1}' }),
  ]),
  scenario('Browsers ask what they may send', [
    { method: 'OPTIONS', path: '/classes/Note', headers: { 'X-Parse-Application-Id': null } },
    { method: 'OPTIONS', path: '/users', headers: { Origin: 'https://example.org' } },
    get('/classes/Note', {}, { headers: { Origin: 'https://example.org' } }),
  ]),
  scenario('A head of a page has no body', [
    { method: 'HEAD', path: '/classes/Note' },
    { method: 'HEAD', path: '/health' },
  ]),
];
