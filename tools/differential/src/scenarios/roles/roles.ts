import { acl, fetchBack, create, listOp, pointer, post, put, scenario, signUp } from '../../dsl.js';

export const scenarios = [
  scenario('A role gives its users and the users of its roles rights', [
    signUp('alice'),
    signUp('bob'),
    post(
      '/roles',
      { name: 'inner', ACL: {}, users: listOp('AddRelation', pointer('_User', '<bob.objectId>')) },
      { by: 'master', name: 'inner' },
    ),
    post(
      '/roles',
      {
        name: 'outer',
        ACL: {},
        users: listOp('AddRelation', pointer('_User', '<alice.objectId>')),
        roles: listOp('AddRelation', pointer('_Role', '<inner.objectId>')),
      },
      { by: 'master', name: 'outer' },
    ),
    create('Note', { n: 1, ACL: acl({ 'role:outer': 'r' }) }, { by: 'master', name: 'note' }),
    fetchBack('Note', 'note', { by: 'alice' }),
    fetchBack('Note', 'note', { by: 'bob' }),
    fetchBack('Note', 'note'),
  ]),
  scenario('A role needs a name and an ACL', [
    post('/roles', { name: 'a' }),
    post('/roles', { ACL: {} }),
    post('/roles', { name: 'a', ACL: acl({ '*': 'rw' }) }, { name: 'role' }),
    post('/roles', { name: 'a', ACL: {} }),
    put('/roles/<role.objectId>', { name: 'b' }),
  ]),
];
