import {
  create,
  del,
  find,
  get,
  logIn,
  pointer,
  post,
  put,
  scenario,
  signUp,
  unset,
  type JsonObject,
} from '../../dsl.js';

const self = '/users/<alice.objectId>';
const byAlice = { by: 'alice' } as const;
const anonymous = (id: string): JsonObject => ({ authData: { anonymous: { id } } });
const all = get('/users', { order: 'createdAt' }, { by: 'master' });
const sessions = get('/sessions', { order: 'createdAt' }, { by: 'master' });
const known = [signUp('alice', { email: 'alice@example.org' }), signUp('bob')];

const changes: readonly (readonly [string, JsonObject])[] = [
  ['the name it has', { username: 'alice' }],
  ['the name in capitals', { username: 'ALICE' }],
  ['a name with spaces around', { username: ' alice ' }],
  ['the address it has', { email: 'alice@example.org' }],
  ['the address in capitals', { email: 'ALICE@example.org' }],
  ['the password it has', { password: 'secret of alice' }],
  ['a name and a password', { username: 'carol', password: 'new' }],
  ['a password and a wrong address', { password: 'new', email: 'x' }],
  ['a password and a taken name', { password: 'new', username: 'bob' }],
  ['no address', { email: null }],
  ['an address by an operation', { email: { __op: 'Add', objects: ['x'] } }],
  ['a name by an operation', { username: { __op: 'Increment', amount: 1 } }],
  ['a password by an operation', { password: unset }],
  ['a verified address', { emailVerified: true }],
  ['an address that is verified no more', { emailVerified: unset }],
  ['an id', { objectId: 'mine' }],
  ['the id it has', { objectId: '<alice.objectId>' }],
  ['a token', { sessionToken: 'r:mine' }],
  ['the token it has', { sessionToken: '<alice.sessionToken>' }],
  ['dates', { createdAt: '2020-01-01T00:00:00.000Z', updatedAt: '2020-01-01T00:00:00.000Z' }],
  ['a hash', { _hashed_password: 'x' }],
  ['a failed log-in', { _failed_login_count: 0 }],
  ['the fields of an answer', { createdAt: '<alice.createdAt>', username: 'alice', nick: 'Al' }],
  ['no ACL', { ACL: null }],
  ['an empty ACL', { ACL: {} }],
  ['an ACL of nobody', { ACL: { nobody: { read: true } } }],
  ['an identity', anonymous('one')],
  ['no identities', { authData: null }],
  ['empty identities', { authData: {} }],
  ['the end of an identity', { authData: { anonymous: null } }],
  ['an identity without an id', { authData: { anonymous: {} } }],
  ['an identity beside a password', { ...anonymous('one'), password: 'new' }],
  ['a part of its identities', { 'authData.anonymous': { id: 'two' } }],
  ['the end of its identities', { authData: unset }],
];

const upgrades: readonly (readonly [string, JsonObject])[] = [
  ['a name and a password', { username: 'carol', password: 'x' }],
  ['a name alone', { username: 'carol' }],
  ['a password alone', { password: 'x' }],
  ['an address', { email: 'c@example.org' }],
  ['a name that is taken', { username: 'alice', password: 'x' }],
  ['the end of the identity', { authData: { anonymous: null } }],
  ['a name and the end of the identity', { username: 'carol', password: 'x', authData: { anonymous: null } }],
  ['another id', anonymous('other')],
  ['a field', { nick: 'An' }],
];

const becoming: readonly (readonly [string, JsonObject])[] = [
  ['the same token', { 'X-Parse-Session-Token': '<alice.sessionToken>' }],
  ['the token of a session that ended', { 'X-Parse-Session-Token': '<gone.sessionToken>' }],
  ['a token with spaces', { 'X-Parse-Session-Token': ' <alice.sessionToken> ' }],
  ['a token without its beginning', { 'X-Parse-Session-Token': 'alice' }],
];

export const scenarios = [
  ...changes.flatMap(([what, change]) =>
    ['alice', 'master'].map((by) =>
      scenario(`A user is given ${what} by ${by === 'alice' ? 'itself' : 'the master key'}`, [
        ...known,
        put(self, change, { by }),
        get('/users/me', {}, byAlice),
        logIn('alice'),
        all,
        sessions,
      ]),
    ),
  ),
  ...upgrades.map(([what, change]) =>
    scenario(`An anonymous user is given ${what}`, [
      signUp('alice'),
      post('/users', anonymous('one'), { name: 'anna' }),
      put('/users/<anna.objectId>', change, { by: 'anna' }),
      get('/users/me', {}, { by: 'anna' }),
      post('/users', anonymous('one')),
      post('/login', { username: 'carol', password: 'x' }),
      all,
      sessions,
    ]),
  ),
  ...changes
    .slice(0, 20)
    .map(([what, change]) =>
      scenario(`A sign-up with ${what}`, [
        signUp('bob'),
        post('/users', { username: 'alice', password: 'x', ...change }),
        post('/classes/_User', { username: 'dave', password: 'x', ...change }),
        post('/users', { username: 'erna', password: 'x', ...change }, { by: 'master' }),
        all,
      ]),
    ),
  ...becoming.map(([what, headers]) =>
    scenario(`Somebody asks who it is with ${what}`, [
      signUp('alice'),
      logIn('alice', { name: 'gone' }),
      post('/logout', {}, { by: 'gone' }),
      get('/users/me', {}, { headers: headers as Record<string, string> }),
      get('/sessions/me', {}, { headers: headers as Record<string, string> }),
      post('/logout', {}, { headers: headers as Record<string, string> }),
      get('/users/me', { include: 'nick', keys: 'username' }, byAlice),
    ]),
  ),
  ...(
    [
      ['by its user', byAlice],
      ['by another user', { by: 'bob' }],
      ['by nobody', {}],
      ['by the master key', { by: 'master' }],
    ] as const
  ).map(([who, by]) =>
    scenario(`A user is ended ${who}, and what it has stays`, [
      ...known,
      create('Note', { u: pointer('_User', '<alice.objectId>'), n: 1 }, byAlice),
      del(self, by),
      get('/users/me', {}, byAlice),
      find('Note', { include: 'u' }),
      logIn('alice'),
      post('/users', { username: 'alice', password: 'secret of alice', email: 'alice@example.org' }),
      sessions,
    ]),
  ),
];
