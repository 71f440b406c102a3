import { asked, cast, everything, person } from '../../dsl/cast.js';
import {
  acl,
  create,
  del,
  find,
  get,
  increment,
  listOp,
  logIn,
  post,
  put,
  scenario,
  unset,
  type Json,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const mail = (name: string): JsonObject => ({ email: `${name}@example.org` });

/** What the ACL of Alice is made by the master key. */
const rights: readonly (readonly [string, Json | undefined])[] = [
  ['as it was made', undefined],
  ['of nobody', {}],
  ['of everybody to read', acl({ '*': 'r', '<alice.objectId>': 'rw' })],
  ['of a role', acl({ 'role:team': 'rw', '<alice.objectId>': 'rw' })],
  ['of herself to read', acl({ '<alice.objectId>': 'r' })],
  ['of herself to write', acl({ '<alice.objectId>': 'w' })],
];

const reads = (by: JsonObject): readonly Step[] => [
  find('_User', { order: 'username' }, by),
  get('/users', { where: { username: 'alice' } }, by),
  get('/users', { where: { objectId: '<alice.objectId>' } }, by),
  get('/users', { where: { email: 'alice@example.org' } }, by),
  get('/users', { order: 'email,username', count: 1 }, by),
  get('/users', { limit: 0, count: 1 }, by),
  get('/users', { keys: 'email,username', order: 'username' }, by),
  get('/users', { excludeKeys: 'email', order: 'username' }, by),
  get('/users/<alice.objectId>', {}, by),
  get('/classes/_User/<alice.objectId>', { keys: 'email' }, by),
  get('/users/me', {}, by),
  get('/users/me', { keys: 'email' }, by),
  find('Post', { include: 'author,fans' }, by),
  find('Post', { include: 'author', keys: 'author.email' }, by),
  find('Post', { where: { author: { $inQuery: { className: '_User', where: { username: 'alice' } } } } }, by),
  find('Post', { where: { author: { $inQuery: { className: '_User', where: { email: 'x' } } } } }, by),
  find('Post', { where: { name: { $select: { query: { className: '_User' }, key: 'username' } } } }, by),
  find('Post', { where: { name: { $select: { query: { className: '_User' }, key: 'email' } } } }, by),
];

const writes = (by: JsonObject, n: number): readonly Step[] => [
  put('/users/<alice.objectId>', { nick: `n${n}` }, by),
  put('/classes/_User/<alice.objectId>', { visits: increment(1) }, by),
  put('/users/<alice.objectId>', { nick: unset }, by),
  put('/users/<alice.objectId>', {}, by),
  put('/users/<alice.objectId>', { friends: listOp('AddRelation', person('bob')) }, by),
  put('/users/<alice.objectId>', { email: `a${n}@example.org` }, by),
  put('/users/<alice.objectId>', { emailVerified: true }, by),
  post(
    '/batch',
    { requests: [{ method: 'PUT', path: '/parse/users/<alice.objectId>', body: { nick: 'x' } }] },
    by,
  ),
];

const permissions: readonly (readonly [string, JsonObject])[] = [
  ['find', { find: {} }],
  ['get', { get: {} }],
  ['count', { count: {} }],
  ['find but as a user', { find: { requiresAuthentication: true }, get: { requiresAuthentication: true } }],
  ['create', { create: {} }],
  ['update', { update: {} }],
  ['delete', { delete: {} }],
  ['addField', { addField: {} }],
  ['see names', { protectedFields: { '*': ['username', 'email'] } }],
  ['see the addresses of others but as a role', { protectedFields: { '*': ['email'], 'role:team': [] } }],
];

const posts: readonly Step[] = [
  put('/users/<alice.objectId>', mail('alice'), { by: 'alice' }),
  put('/users/<bob.objectId>', mail('bob'), { by: 'bob' }),
  create('Post', { name: 'alice', author: person('alice'), fans: [person('bob'), person('alice')] }),
];

const readers = ['bob', 'alice'];

export const scenarios = [
  ...(
    [
      ['standard', 'private', rights.slice(0, 2)],
      ['open', 'public', rights],
    ] as const
  ).flatMap(([profile, users, some]) =>
    some.map(([what, ACL]) =>
      scenario(
        `A user with an ACL ${what} is read and written, where users are ${users}`,
        [
          ...cast,
          ...posts,
          ...(ACL === undefined ? [] : [put('/users/<alice.objectId>', { ACL }, { by: 'master' })]),
          ...asked(ACL === undefined ? [...readers, 'readOnly', 'maintenance'] : readers).flatMap(reads),
          ...asked(ACL === undefined ? [...readers, 'readOnly'] : readers).flatMap(writes),
          ...asked(readers).map((by) => del('/users/<alice.objectId>', by)),
        ],
        { profile },
      ),
    ),
  ),
  ...permissions.map(([what, classLevelPermissions]) =>
    scenario(
      `Users that clients may not ${what}`,
      [
        ...cast,
        ...posts,
        put(
          '/schemas/_User',
          { classLevelPermissions: { ...everything, ...classLevelPermissions } },
          { by: 'master' },
        ),
        ...asked(readers).flatMap(reads),
        ...asked(readers).flatMap(writes),
        post('/users', { username: 'new', password: 'p' }, { name: 'new' }),
        post('/users', { username: 'newer', password: 'p', extra: 1 }),
        logIn('alice'),
        post('/logout', {}, { by: 'bob' }),
        del('/users/<alice.objectId>', { by: 'alice' }),
      ],
      { profile: 'open' },
    ),
  ),
];
