import {
  create,
  declareClass,
  fetchBack,
  find,
  get,
  increment,
  listOp,
  pointer,
  post,
  scenario,
  signUp,
  update,
  type JsonObject,
  type Scenario,
} from '../../dsl.js';

const everything: JsonObject = Object.fromEntries(
  ['find', 'get', 'count', 'create', 'update', 'delete', 'addField'].map((name) => [name, { '*': true }]),
);

function everybodyReads(title: string, protectedFields: JsonObject): Scenario {
  const fields = {
    a: { type: 'Number' },
    b: { type: 'Number' },
    owner: { type: 'Pointer', targetClass: '_User' },
  };
  return scenario(title, [
    signUp('alice'),
    signUp('bob'),
    post(
      '/roles',
      { name: 'admins', ACL: {}, users: listOp('AddRelation', pointer('_User', '<alice.objectId>')) },
      { by: 'master' },
    ),
    declareClass('Thing', { fields, classLevelPermissions: { ...everything, protectedFields } }),
    create(
      'Thing',
      { a: 1, b: 2, owner: pointer('_User', '<bob.objectId>') },
      { by: 'master', name: 'thing' },
    ),
    create('Holder', { to: pointer('Thing', '<thing.objectId>') }),
    ...[undefined, 'alice', 'bob', 'master'].flatMap((by) => {
      const options = by === undefined ? {} : { by };
      return [
        fetchBack('Thing', 'thing', options),
        find('Thing', { where: { a: 1 } }, options),
        find('Thing', { where: { $or: [{ b: 2 }, { b: 3 }] } }, options),
        find('Thing', { order: '-a' }, options),
        find('Holder', { include: 'to' }, options),
        update('Thing', 'thing', { a: increment(0) }, options),
      ];
    }),
    get('/schemas/Thing', {}, { by: 'master' }),
  ]);
}

export const scenarios = [
  everybodyReads('Fields are hidden from everybody', { '*': ['a'] }),
  everybodyReads('Fields are hidden from strangers', { '*': ['a', 'b'], authenticated: [] }),
  everybodyReads('Fields are hidden from users of a role', { 'role:admins': ['a'] }),
  everybodyReads('Users of a role see more', { '*': ['a', 'b'], 'role:admins': ['b'] }),
  everybodyReads('A user sees more', { '*': ['a'], '<bob.objectId>': [] }),
  everybodyReads('An owner sees more', { '*': ['a', 'b'], 'userField:owner': ['b'] }),
  everybodyReads('What is common to several rules is hidden', {
    '*': ['a', 'b'],
    authenticated: ['a'],
    'role:admins': ['b'],
  }),
];
