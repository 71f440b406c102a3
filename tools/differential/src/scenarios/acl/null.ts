import { create, fetchBack, get, logIn, post, put, scenario, signUp, update } from '../../dsl.js';

const rights = { x: { read: true, write: true } };

export const scenarios = [
  ...['master', 'maintenance'].map((by) =>
    scenario(`Null for the ACL of an object, by the key ${by}`, [
      create('Note', { n: 1, ACL: rights }, { name: 'note', by: 'master' }),
      update('Note', 'note', { ACL: null, n: 2 }, { by }),
      fetchBack('Note', 'note'),
      fetchBack('Note', 'note', { by: 'master' }),
    ]),
  ),
  scenario('Null for the ACL of an object, by whom it lets write', [
    signUp('alice'),
    create(
      'Note',
      { ACL: { '<alice.objectId>': { read: true, write: true } } },
      { name: 'note', by: 'alice' },
    ),
    update('Note', 'note', { ACL: null }, { by: 'alice' }),
    fetchBack('Note', 'note'),
  ]),
  scenario('Null for the ACL of a new object', [
    create('Note', { ACL: null }, { name: 'note' }),
    fetchBack('Note', 'note'),
  ]),
  scenario('Null for the ACL of a user', [
    signUp('alice', { ACL: null }),
    put('/users/<alice.objectId>', { ACL: null, nick: 'Al' }, { by: 'alice' }),
    put('/users/<alice.objectId>', { ACL: null }, { by: 'master' }),
    get('/users/<alice.objectId>'),
    get('/users/<alice.objectId>', {}, { by: 'alice' }),
    logIn('alice'),
  ]),
  scenario('Null for the ACL of a role', [
    post('/roles', { name: 'none', ACL: null }, { by: 'master' }),
    post('/roles', { name: 'team', ACL: { '*': { read: true } } }, { name: 'team', by: 'master' }),
    put('/roles/<team.objectId>', { ACL: null }, { by: 'master' }),
    get('/roles/<team.objectId>'),
  ]),
  scenario('Null for the ACL of an installation', [
    post(
      '/installations',
      { deviceType: 'ios', installationId: 'one', ACL: rights },
      { by: 'master', name: 'one' },
    ),
    put('/installations/<one.objectId>', { ACL: null, badge: 1 }, { by: 'master' }),
    get('/installations/<one.objectId>', {}, { by: 'master' }),
  ]),
];
