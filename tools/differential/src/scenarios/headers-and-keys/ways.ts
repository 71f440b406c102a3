import {
  create,
  del,
  fetchBack,
  find,
  get,
  logIn,
  post,
  put,
  scenario,
  signUp,
  type JsonObject,
  type Step,
} from '../../dsl.js';

/** As browsers' SDKs ask: everything in the body of a POST. */
const posted = (method: string, path: string, body: JsonObject = {}, credentials: JsonObject = {}): Step =>
  post(
    path,
    { _method: method, _ApplicationId: 'app', _ClientVersion: 'js8.0.0', ...credentials, ...body },
    { headers: { 'X-Parse-Application-Id': null, 'Content-Type': 'text/plain' } },
  );
const alice = { _SessionToken: '<alice.sessionToken>', _InstallationId: 'phone' };
const master = { _MasterKey: 'master-key' };

/** Paths of the objects of every kind, and what is sent there. */
const routes: readonly (readonly [string, string, string, JsonObject])[] = [
  ['a query', 'GET', '/classes/Note', { where: { n: 1 }, order: '-n', limit: 2, count: 1 }],
  ['a get', 'GET', '/classes/Note/<note.objectId>', { keys: 'n' }],
  ['an update', 'PUT', '/classes/Note/<note.objectId>', { n: 5 }],
  ['a delete', 'DELETE', '/classes/Note/<note.objectId>', {}],
  ['the own user', 'GET', '/users/me', {}],
  ['a user', 'GET', '/users/<alice.objectId>', {}],
  ['users', 'GET', '/users', { where: { username: 'alice' } }],
  ['a change of a user', 'PUT', '/users/<alice.objectId>', { nick: 'Al' }],
  ['the own session', 'GET', '/sessions/me', {}],
  ['sessions', 'GET', '/sessions', { limit: 1 }],
  ['a log-in', 'GET', '/login', { username: 'alice', password: 'secret of alice' }],
  ['a check of a password', 'GET', '/verifyPassword', { username: 'alice', password: 'secret of alice' }],
  ['roles', 'GET', '/roles', {}],
  ['a new role', 'POST', '/roles', { name: 'team', ACL: { '*': { read: true } } }],
  ['a device', 'POST', '/installations', { deviceType: 'ios', installationId: 'tablet' }],
  ['parameters', 'GET', '/config', {}],
  ['new parameters', 'PUT', '/config', { params: { a: 1 } }],
  ['classes', 'GET', '/schemas/Note', {}],
  ['a changed class', 'PUT', '/schemas/Note', { fields: { s: { type: 'String' } } }],
  ['an aggregation', 'GET', '/aggregate/Note', { pipeline: [{ $match: { n: 1 } }] }],
  ['a distinct', 'GET', '/aggregate/Note', { distinct: 'n' }],
  ['a purge', 'DELETE', '/purge/Note', {}],
  ['a function', 'POST', '/functions/none', { a: 1 }],
  [
    'a batch',
    'POST',
    '/batch',
    { requests: [{ method: 'GET', path: '/parse/classes/Note/<note.objectId>' }] },
  ],
  ['an event', 'POST', '/events/AppOpened', {}],
  ['a log-out', 'POST', '/logout', {}],
];

const first = [signUp('alice'), create('Note', { n: 1 }, { name: 'note' })];

const wrong: readonly (readonly [string, Step])[] = [
  ['a query whose parameters are texts', find('Note', { where: '{"n":1}', limit: '1', count: 'true' })],
  ['a parameter twice', get('/classes/Note?limit=1&limit=2')],
  ['a parameter of a list', get('/classes/Note?order[]=n&order[]=-n')],
  ['a parameter of an object', get('/classes/Note?where[n]=1')],
  ['a parameter without a value', get('/classes/Note?limit')],
  ['an encoded path', get('/classes/%4Eote')],
  ['a path that ends with a slash', get('/classes/Note/')],
  ['a path with two slashes', get('//classes/Note')],
  ['a path in capital letters', get('/Classes/Note')],
  ['a path with a broken escape', get('/classes/Note/%zz')],
  ['a path with a dot', get('/classes/./Note')],
  ['a body in a get', { ...get('/classes/Note'), body: { where: { n: 7 } } }],
  ['a body in a delete', { ...del('/classes/Note/<note.objectId>'), body: { n: 7 } }],
  ['parameters of a create', create('Note', { n: 2 }, { query: { n: '3', keys: 'n' } })],
  ['parameters of an update', put('/classes/Note/<note.objectId>', { n: 2 }, { query: { n: '3' } })],
  [
    'the application in the URL',
    get('/classes/Note?_ApplicationId=app', {}, { headers: { 'X-Parse-Application-Id': null } }),
  ],
  ['the master key in the URL', get('/schemas?_MasterKey=master-key')],
  ['a method in the URL', post('/classes/Note?_method=GET', { n: 3 })],
  ['a method in a header', post('/classes/Note', { n: 3 }, { headers: { 'X-HTTP-Method-Override': 'GET' } })],
  ['a method that is get in a PUT', put('/classes/Note/<note.objectId>', { _method: 'DELETE', n: 4 })],
  [
    'headers of a JSON type with capitals',
    create('Note', { n: 4 }, { headers: { 'Content-Type': 'Application/JSON' } }),
  ],
];

export const scenarios = [
  ...routes.flatMap(([what, method, path, body]) =>
    [['nobody', {}] as const, ['alice', alice] as const, ['the master key', master] as const].map(
      ([who, credentials]) =>
        scenario(`A browser asks for ${what} as ${who}`, [...first, posted(method, path, body, credentials)]),
    ),
  ),
  ...wrong.map(([what, step]) =>
    scenario(`A request with ${what}`, [...first, step, find('Note', { order: 'createdAt' })]),
  ),
  scenario('A sign-up without a revocable token', [
    post(
      '/users',
      { username: 'bob', password: 'x' },
      { name: 'bob', headers: { 'X-Parse-Revocable-Session': '0' } },
    ),
    post('/users', { username: 'carol', password: 'x', _RevocableSession: '1' }),
    logIn('alice'),
    get('/users/me', {}, { by: 'bob' }),
  ]),
  scenario('An object is fetched by what a create answers', [...first, fetchBack('Note', 'note')]),
];
