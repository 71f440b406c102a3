import {
  acl,
  create,
  del,
  fetchBack,
  find,
  listOp,
  pointer,
  post,
  scenario,
  signUp,
  unset,
  update,
  type Json,
} from '../../dsl.js';

const people = [
  signUp('alice'),
  signUp('bob'),
  post(
    '/roles',
    { name: 'team', ACL: {}, users: listOp('AddRelation', pointer('_User', '<alice.objectId>')) },
    { by: 'master' },
  ),
];

const asked = [undefined, 'alice', 'bob', 'master'].map((by) => (by === undefined ? {} : { by }));

/** Everybody reads, counts, updates and deletes an object with those rights. */
const rights: readonly (readonly [string, Json])[] = [
  ['everybody', acl({ '*': 'rw' })],
  ['everybody to read', acl({ '*': 'r' })],
  ['everybody to write', acl({ '*': 'w' })],
  ['nobody', {}],
  ['one to read', acl({ '<alice.objectId>': 'r' })],
  ['one to write', acl({ '<alice.objectId>': 'w' })],
  ['one to read and another to write', acl({ '<alice.objectId>': 'r', '<bob.objectId>': 'w' })],
  ['a role', acl({ 'role:team': 'rw' })],
  ['a role to read and one to write', acl({ 'role:team': 'r', '<bob.objectId>': 'w' })],
  ['a role that is not there', acl({ 'role:none': 'rw' })],
  ['a user that is not there', acl({ nobody: 'rw' })],
  ['everybody, which a user adds nothing to', acl({ '*': 'r', '<bob.objectId>': 'rw' })],
];

/** What is sent as rights, by a client and by the master key. */
const judged: readonly (readonly [string, Json])[] = [
  ['null', null],
  ['a text', 'x'],
  ['a number', 7],
  ['a flag', true],
  ['a list', []],
  ['a list of rights', [{ '*': { read: true } }]],
  ['rights that are null', { '*': null }],
  ['rights that are a text', { '*': 'rw' }],
  ['rights that are a flag', { '*': true }],
  ['rights that are a list', { '*': ['read'] }],
  ['rights that are nothing', { '*': {} }],
  ['a right that is false', { '*': { read: false, write: true } }],
  ['a right that is a text', { '*': { read: 'true' } }],
  ['a right that is a number', { '*': { read: 1 } }],
  ['a right that is null', { '*': { read: null } }],
  ['a right nobody knows', { '*': { read: true, fly: true } }],
  ['nobody by name', { '': { read: true } }],
  ['a name with a space', { 'a b': { read: true } }],
  ['a name with a dot', { 'a.b': { read: true } }],
  ['a name with a dollar', { $a: { read: true } }],
  ['a role without a name', { 'role:': { read: true } }],
  ['words of permissions', { requiresAuthentication: { read: true }, authenticated: { read: true } }],
];

const operations: readonly (readonly [string, Json])[] = [
  ['removed', unset],
  ['counted', { __op: 'Increment', amount: 1 }],
  ['added to', listOp('Add', 'x')],
  ['given no name', { __op: '' }],
  ['given as a pointer', pointer('Note', 'x')],
];

export const scenarios = [
  ...rights.map(([who, value]) =>
    scenario(`An object is for ${who}`, [
      ...people,
      create('Note', { n: 1, ACL: value }, { by: 'master', name: 'note' }),
      ...asked.flatMap((options, n) => [
        fetchBack('Note', 'note', options),
        find('Note', { count: 1 }, options),
        update('Note', 'note', { n }, options),
      ]),
      ...asked.map((options) => del('/classes/Note/<note.objectId>', options)),
    ]),
  ),
  ...judged.map(([what, value]) =>
    scenario(`Rights may be ${what}`, [
      create('Note', { n: 0 }, { name: 'first' }),
      create('Note', { n: 1, ACL: value }, { name: 'note' }),
      create('Note', { n: 2, ACL: value }, { by: 'master' }),
      update('Note', 'first', { ACL: value }),
      find('Note', { order: 'n' }),
      find('Note', { order: 'n' }, { by: 'master' }),
    ]),
  ),
  ...operations.map(([what, value]) =>
    scenario(`Rights are ${what}`, [
      create('Note', { n: 1, ACL: acl({ '*': 'rw' }) }, { name: 'note' }),
      update('Note', 'note', { ACL: value }),
      find('Note', {}, { by: 'master' }),
    ]),
  ),
  scenario('Whoever may write gives rights away', [
    ...people,
    create('Note', { n: 1, ACL: acl({ '<alice.objectId>': 'rw' }) }, { by: 'alice', name: 'note' }),
    update('Note', 'note', { ACL: acl({ '<bob.objectId>': 'rw' }) }, { by: 'alice' }),
    fetchBack('Note', 'note', { by: 'alice' }),
    fetchBack('Note', 'note', { by: 'bob' }),
    update('Note', 'note', { ACL: {} }, { by: 'bob' }),
    fetchBack('Note', 'note', { by: 'bob' }),
    fetchBack('Note', 'note', { by: 'master' }),
  ]),
  scenario('Rights are asked for by the master key', [
    ...people,
    create('Note', { n: 1, ACL: acl({ '<alice.objectId>': 'rw' }) }, { by: 'master' }),
    create('Note', { n: 2 }),
    find('Note', { keys: 'ACL', order: 'n' }, { by: 'master' }),
    find('Note', { excludeKeys: 'ACL', order: 'n' }, { by: 'master' }),
    find('Note', { keys: 'n', order: 'n' }, { by: 'master' }),
  ]),
  scenario('A row that may not be read is not counted, sorted or found by its values', [
    ...people,
    create('Note', { n: 1, ACL: {} }, { by: 'master', name: 'shut' }),
    create('Note', { n: 2, ACL: acl({ '<alice.objectId>': 'r' }) }, { by: 'master' }),
    create('Note', { n: 3 }),
    ...asked.flatMap((options) => [
      find('Note', { order: '-n', limit: 2 }, options),
      find('Note', { where: { n: 1 } }, options),
      find('Note', { where: { objectId: '<shut.objectId>' } }, options),
      find('Note', { where: { $or: [{ n: 1 }, { n: 2 }] }, order: 'n' }, options),
      find('Note', { where: { n: { $gt: 0 } }, count: 1, limit: 0 }, options),
    ]),
  ]),
  scenario('Subqueries see what their caller sees', [
    ...people,
    create('Team', { name: 'red', ACL: acl({ '<alice.objectId>': 'r' }) }, { by: 'master', name: 'red' }),
    create('Note', { n: 1, team: pointer('Team', '<red.objectId>'), teamName: 'red' }),
    ...asked.flatMap((options) => [
      find('Note', { where: { team: { $inQuery: { className: 'Team', where: { name: 'red' } } } } }, options),
      find(
        'Note',
        { where: { teamName: { $select: { query: { className: 'Team' }, key: 'name' } } } },
        options,
      ),
    ]),
  ]),
];
