import { asked, cast, everything, person } from '../../dsl/cast.js';
import {
  acl,
  create,
  del,
  find,
  get,
  listOp,
  pointer,
  post,
  put,
  scenario,
  type Json,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const role = (id: string): JsonObject => pointer('_Role', `<${id}.objectId>`);

/** By what the ACL of the role `team` is made. */
const rights: readonly (readonly [string, Json])[] = [
  ['nobody', {}],
  ['everybody to read', acl({ '*': 'r' })],
  ['everybody', acl({ '*': 'rw' })],
  ['itself', acl({ 'role:team': 'rw' })],
  ['itself to write', acl({ 'role:team': 'w' })],
  ['a role within it', acl({ 'role:inner': 'rw' })],
  ['one user', acl({ '<alice.objectId>': 'rw' })],
];

const ways = (by: JsonObject, n: number): readonly Step[] => [
  get('/roles', { order: 'name' }, by),
  get('/roles/<team.objectId>', {}, by),
  find('_Role', { where: { name: 'team' }, count: 1 }, by),
  find('_Role', { where: { users: person('bob') } }, by),
  find('_Role', { where: { roles: role('inner') } }, by),
  find('_User', { where: { $relatedTo: { object: role('team'), key: 'users' } }, order: 'username' }, by),
  find('_Role', { where: { $relatedTo: { object: role('team'), key: 'roles' } } }, by),
  find('Holder', { include: 'role,roles', order: 'n' }, by),
  find('Holder', { where: { role: { $inQuery: { className: '_Role', where: { name: 'team' } } } } }, by),
  find('Holder', { where: { n: { $select: { query: { className: '_Role' }, key: 'name' } } } }, by),
  put('/roles/<team.objectId>', { note: n }, by),
  put('/roles/<team.objectId>', { users: listOp('AddRelation', person('dave')) }, by),
  find('Secret', {}, { by: 'dave' }),
  put('/roles/<team.objectId>', { users: listOp('RemoveRelation', person('dave')) }, by),
  put('/roles/<team.objectId>', { roles: listOp('RemoveRelation', role('inner')) }, by),
  find('Secret', {}, { by: 'carol' }),
  put('/roles/<team.objectId>', { roles: listOp('AddRelation', role('inner')) }, by),
  put('/roles/<team.objectId>', { name: 'other' }, by),
  post('/roles', { name: 'team', ACL: acl({ '*': 'rw' }) }, by),
  post('/roles', { name: `new${n}`, ACL: {}, roles: listOp('AddRelation', role('team')) }, by),
];

const callers = ['carol', 'alice', 'dave'];
const secret = create('Secret', { ACL: acl({ 'role:team': 'r' }) }, { by: 'master' });
const holder = create('Holder', { n: 'team', role: role('team'), roles: [role('team'), role('inner')] });

const permissions: readonly (readonly [string, JsonObject])[] = [
  ['find', { find: {} }],
  ['get', { get: {} }],
  ['find but as a user', { find: { requiresAuthentication: true } }],
  ['create', { create: {} }],
  ['update', { update: {} }],
  ['delete', { delete: {} }],
  ['addField', { addField: {} }],
  ['see members', { protectedFields: { '*': ['users', 'roles'] } }],
  ['see names', { protectedFields: { '*': ['name'] } }],
];

export const scenarios = [
  ...rights.map(([who, ACL]) =>
    scenario(
      `A role that is for ${who} is read and written`,
      [
        ...cast,
        secret,
        holder,
        put('/roles/<team.objectId>', { ACL }, { by: 'master' }),
        ...asked(callers).flatMap(ways),
        ...asked(callers).map((by) =>
          put('/roles/<team.objectId>', { ACL: acl({ '<dave.objectId>': 'rw' }) }, by),
        ),
        ...asked(callers).map((by) => del('/roles/<team.objectId>', by)),
        find('Secret', {}, { by: 'bob' }),
      ],
      { profile: 'open' },
    ),
  ),
  ...permissions.map(([what, classLevelPermissions]) =>
    scenario(
      `Roles that clients may not ${what} give their rights`,
      [
        ...cast,
        secret,
        holder,
        put('/roles/<team.objectId>', { ACL: acl({ '*': 'rw' }) }, { by: 'master' }),
        put(
          '/schemas/_Role',
          { classLevelPermissions: { ...everything, ...classLevelPermissions } },
          { by: 'master' },
        ),
        ...asked(['bob', 'dave']).flatMap(ways),
        ...asked(['bob', 'dave']).map((by) => del('/roles/<team.objectId>', by)),
        find('Secret', {}, { by: 'bob' }),
      ],
      { profile: 'open' },
    ),
  ),
];
