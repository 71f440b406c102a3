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
  signUp,
  unset,
  type Json,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const role = (name: string, fields: JsonObject = {}): Step =>
  post('/roles', { name, ACL: acl({ '*': 'r' }), ...fields }, { by: 'master', name });
const person = (name: string): JsonObject => pointer('_User', `<${name}.objectId>`);
const seen = find('Note', { order: 'n' }, { by: 'alice' });

/** What is sent as members, by the master key. */
const judged: readonly (readonly [string, JsonObject])[] = [
  ['users that are roles', { users: listOp('AddRelation', pointer('_Role', 'x')) }],
  ['users of another class', { users: listOp('AddRelation', pointer('Note', 'x')) }],
  ['users that are a list', { users: [pointer('_User', 'x')] }],
  ['users that are a pointer', { users: pointer('_User', 'x') }],
  ['users that are null', { users: null }],
  ['users that are a text', { users: 'x' }],
  ['a list that is added to', { users: listOp('Add', pointer('_User', 'x')) }],
  ['users that are not there', { users: listOp('AddRelation', pointer('_User', 'nobody')) }],
  ['roles that are users', { roles: listOp('AddRelation', pointer('_User', 'x')) }],
  ['roles that are not there', { roles: listOp('AddRelation', pointer('_Role', 'none')) }],
  ['no users', { users: listOp('AddRelation') }],
  ['users without pointers', { users: listOp('AddRelation', 'x') }],
  ['users that are removed', { users: unset }],
];

const names: readonly (readonly [string, Json])[] = [
  ['null', null],
  ['a list', ['a']],
  ['an object', { a: 1 }],
  ['a flag', true],
  ['a name of spaces', ' '],
  ['a name that ends in a space', 'a '],
  ['a name with a colon', 'role:a'],
  ['a star', '*'],
  ['a very long name', 'a'.repeat(300)],
  ['an operation', { __op: 'Delete' }],
];

export const scenarios = [
  ...judged.map(([what, fields]) =>
    scenario(`Members may be given as ${what}`, [
      role('first'),
      post('/roles', { name: 'second', ACL: {}, ...fields }, { by: 'master' }),
      put('/roles/<first.objectId>', fields, { by: 'master' }),
      get('/roles', { order: 'name' }, { by: 'master' }),
    ]),
  ),
  ...names.map(([what, name]) =>
    scenario(`A role may be called by ${what}`, [
      post('/roles', { name, ACL: {} }, { by: 'master' }),
      post('/classes/_Role', { name, ACL: {} }, { by: 'master' }),
      get('/roles', { keys: 'name', order: 'name' }, { by: 'master' }),
    ]),
  ),
  scenario('A role keeps its name', [
    role('first'),
    put('/roles/<first.objectId>', { name: 'second' }, { by: 'master' }),
    put('/roles/<first.objectId>', { name: 'first' }, { by: 'master' }),
    put('/roles/<first.objectId>', { name: unset }, { by: 'master' }),
    put('/roles/<first.objectId>', { name: null }, { by: 'master' }),
    put('/roles/<first.objectId>', { note: 'x' }, { by: 'master' }),
    get('/roles/<first.objectId>'),
  ]),
  scenario('A role keeps its rights', [
    role('first'),
    put('/roles/<first.objectId>', { ACL: acl({ '*': 'rw' }) }, { by: 'master' }),
    put('/roles/<first.objectId>', { note: 1 }),
    put('/roles/<first.objectId>', { ACL: unset }, { by: 'master' }),
    put('/roles/<first.objectId>', { note: 2 }),
    get('/roles/<first.objectId>'),
    get('/roles/<first.objectId>', {}, { by: 'master' }),
  ]),
  scenario('Two roles have two names', [
    role('first'),
    post('/roles', { name: 'first', ACL: {} }, { by: 'master' }),
    post('/roles', { name: 'First', ACL: {} }, { by: 'master' }),
    get('/roles', { order: 'name', keys: 'name' }, { by: 'master' }),
  ]),
  scenario('Roles are made and removed by clients', [
    signUp('alice'),
    post('/roles', { name: 'own', ACL: acl({ '<alice.objectId>': 'rw' }) }, { by: 'alice', name: 'own' }),
    post('/roles', { name: 'free', ACL: acl({ '*': 'r' }) }, { name: 'free' }),
    put('/roles/<own.objectId>', { users: listOp('AddRelation', person('alice')) }, { by: 'alice' }),
    put('/roles/<free.objectId>', { users: listOp('AddRelation', person('alice')) }, { by: 'alice' }),
    del('/roles/<free.objectId>', { by: 'alice' }),
    del('/roles/<own.objectId>', { by: 'alice' }),
    del('/roles/<own.objectId>', { by: 'alice' }),
    get('/roles', { order: 'name' }, { by: 'master' }),
  ]),
  scenario('A member of a role acts by its rights', [
    signUp('alice'),
    signUp('bob'),
    role('team', { users: listOp('AddRelation', person('alice')) }),
    create('Note', { n: 1, ACL: acl({ 'role:team': 'rw' }) }, { by: 'master', name: 'note' }),
    put('/classes/Note/<note.objectId>', { n: 2 }, { by: 'alice' }),
    put('/classes/Note/<note.objectId>', { n: 3 }, { by: 'bob' }),
    put('/classes/Note/<note.objectId>', { n: 4 }),
    del('/classes/Note/<note.objectId>', { by: 'bob' }),
    del('/classes/Note/<note.objectId>', { by: 'alice' }),
  ]),
  scenario('A role may write itself', [
    signUp('alice'),
    signUp('bob'),
    role('team', { users: listOp('AddRelation', person('alice')), ACL: acl({ 'role:team': 'rw' }) }),
    put('/roles/<team.objectId>', { users: listOp('AddRelation', person('bob')) }, { by: 'bob' }),
    put('/roles/<team.objectId>', { users: listOp('AddRelation', person('bob')) }, { by: 'alice' }),
    put('/roles/<team.objectId>', { users: listOp('RemoveRelation', person('alice')) }, { by: 'bob' }),
    get('/roles', {}, { by: 'alice' }),
    get('/roles', {}, { by: 'bob' }),
  ]),
  scenario('Rights of roles are seen at once', [
    signUp('alice'),
    role('team'),
    create('Note', { n: 1, ACL: acl({ 'role:team': 'r' }) }, { by: 'master' }),
    seen,
    put('/roles/<team.objectId>', { users: listOp('AddRelation', person('alice')) }, { by: 'master' }),
    seen,
    put('/roles/<team.objectId>', { users: listOp('RemoveRelation', person('alice')) }, { by: 'master' }),
    seen,
  ]),
  scenario('Roles within roles are seen at once', [
    signUp('alice'),
    role('inner', { users: listOp('AddRelation', person('alice')) }),
    role('outer'),
    create('Note', { n: 1, ACL: acl({ 'role:outer': 'r' }) }, { by: 'master' }),
    seen,
    put(
      '/roles/<outer.objectId>',
      { roles: listOp('AddRelation', pointer('_Role', '<inner.objectId>')) },
      { by: 'master' },
    ),
    seen,
    put(
      '/roles/<outer.objectId>',
      { roles: listOp('RemoveRelation', pointer('_Role', '<inner.objectId>')) },
      { by: 'master' },
    ),
    seen,
  ]),
  scenario('Members and inner roles are found by relations', [
    signUp('alice'),
    signUp('bob'),
    role('inner', { users: listOp('AddRelation', person('alice'), person('bob')) }),
    role('outer', { roles: listOp('AddRelation', pointer('_Role', '<inner.objectId>')) }),
    ...['users', 'roles', 'none'].map((key) =>
      find(
        key === 'users' ? '_User' : '_Role',
        { where: { $relatedTo: { object: pointer('_Role', '<inner.objectId>'), key } }, keys: 'username' },
        { by: 'master' },
      ),
    ),
    find('_Role', { where: { roles: pointer('_Role', '<inner.objectId>') } }, { by: 'master' }),
    find('_Role', { where: { users: person('bob') } }, { by: 'master' }),
    find('_Role', { where: { users: { $in: [person('bob')] } } }, { by: 'master' }),
  ]),
  scenario('A role is deleted, and its name is free again', [
    role('team'),
    del('/roles/<team.objectId>', { by: 'master' }),
    get('/roles/<team.objectId>', {}, { by: 'master' }),
    post('/roles', { name: 'team', ACL: {} }, { by: 'master' }),
    get('/roles', { keys: 'name' }, { by: 'master' }),
  ]),
];
