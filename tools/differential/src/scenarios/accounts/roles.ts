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
  type Step,
} from '../../dsl.js';

const role = (name: string, fields = {}, options = {}): Step =>
  post(
    '/roles',
    { name, ACL: acl({ '*': 'r' }), ...fields },
    { by: 'master', name: name.replaceAll(/\W/g, ''), ...options },
  );
const alice = listOp('AddRelation', pointer('_User', '<alice.objectId>'));

export const scenarios = [
  scenario('A name of a role is made of some letters', [
    ...['with space', 'under_score', 'dash-ed', '1st'].map((name) => role(name)),
    post('/roles', { name: 'dot.ted', ACL: {} }, { by: 'master' }),
    post('/roles', { name: '', ACL: {} }, { by: 'master' }),
    post('/roles', { name: 7, ACL: {} }, { by: 'master' }),
    post('/roles', { name: 'ü', ACL: {} }, { by: 'master' }),
  ]),
  scenario('Roles are read by whom their ACL lets', [
    signUp('alice'),
    role('open'),
    role('shut', { ACL: {} }),
    get('/roles'),
    get('/roles', {}, { by: 'alice' }),
    get('/roles/<shut.objectId>'),
    find('_Role', { where: { name: 'open' } }),
    get('/roles', {}, { by: 'master' }),
  ]),
  scenario('A role is written by whom its ACL lets', [
    signUp('alice'),
    role('mine', { ACL: acl({ '<alice.objectId>': 'rw' }) }),
    put('/roles/<mine.objectId>', { users: alice }, { by: 'alice' }),
    put('/roles/<mine.objectId>', { note: 'x' }),
    get('/roles/<mine.objectId>', {}, { by: 'alice' }),
    del('/roles/<mine.objectId>'),
    del('/roles/<mine.objectId>', { by: 'alice' }),
  ]),
  scenario('Who leaves a role loses its rights', [
    signUp('alice'),
    role('team', { users: alice }),
    create('Note', { n: 1, ACL: acl({ 'role:team': 'rw' }) }, { by: 'master' }),
    find('Note', {}, { by: 'alice' }),
    put(
      '/roles/<team.objectId>',
      { users: listOp('RemoveRelation', pointer('_User', '<alice.objectId>')) },
      { by: 'master' },
    ),
    find('Note', {}, { by: 'alice' }),
  ]),
  scenario('A role that is removed gives nothing', [
    signUp('alice'),
    role('team', { users: alice }),
    create('Note', { n: 1, ACL: acl({ 'role:team': 'r' }) }, { by: 'master' }),
    find('Note', {}, { by: 'alice' }),
    del('/roles/<team.objectId>', { by: 'master' }),
    find('Note', {}, { by: 'alice' }),
  ]),
  scenario('Roles of roles give their rights, and circles end', [
    signUp('alice'),
    role('a', { users: alice }),
    role('b', { roles: listOp('AddRelation', pointer('_Role', '<a.objectId>')) }),
    role('c', { roles: listOp('AddRelation', pointer('_Role', '<b.objectId>')) }),
    put(
      '/roles/<a.objectId>',
      { roles: listOp('AddRelation', pointer('_Role', '<c.objectId>')) },
      { by: 'master' },
    ),
    ...['a', 'b', 'c'].map((name) =>
      create('Note', { name, ACL: acl({ [`role:${name}`]: 'r' }) }, { by: 'master' }),
    ),
    find('Note', {}, { by: 'alice' }),
    find('Note'),
  ]),
  scenario('The members of a role are found', [
    signUp('alice', { ACL: acl({ '*': 'r' }) }),
    role('team', { users: alice }),
    find('_User', { where: { $relatedTo: { object: pointer('_Role', '<team.objectId>'), key: 'users' } } }),
    find('_Role', { where: { users: pointer('_User', '<alice.objectId>') } }),
  ]),
];
