import {
  acl,
  create,
  declareClass,
  del,
  fetchBack,
  find,
  get,
  listOp,
  pointer,
  post,
  put,
  scenario,
  signUp,
  update,
  type Json,
  type JsonObject,
  type Scenario,
  type Step,
} from '../../dsl.js';

const everything: JsonObject = Object.fromEntries(
  ['find', 'get', 'count', 'create', 'update', 'delete', 'addField'].map((name) => [name, { '*': true }]),
);

/** A class with those permissions, two objects of alice and bob, and everybody’s requests. */
function everybodyAsks(title: string, permissions: JsonObject): Scenario {
  const fields = {
    n: { type: 'Number' },
    owner: { type: 'Pointer', targetClass: '_User' },
    readers: { type: 'Array' },
  };
  return scenario(title, [
    signUp('alice'),
    signUp('bob'),
    post(
      '/roles',
      { name: 'admins', ACL: {}, users: listOp('AddRelation', pointer('_User', '<alice.objectId>')) },
      { by: 'master' },
    ),
    declareClass('Thing', { fields, classLevelPermissions: { ...everything, ...permissions } }),
    ...['alice', 'bob'].map((name, index) =>
      create('Thing', ownedBy(name, index), { by: 'master', name: `of${name}` }),
    ),
    ...[undefined, 'alice', 'bob', 'master'].flatMap((by, index) => requests(by, 5 + index)),
  ]);
}

function ownedBy(name: string, n: number): JsonObject {
  const person = pointer('_User', `<${name}.objectId>`);
  return { n, owner: person, readers: [person] };
}

/** Those who ask create objects of different numbers, so that there is one order of them. */
function requests(by: string | undefined, n: number): readonly Step[] {
  const options = by === undefined ? {} : { by };
  return [
    find('Thing', { order: 'n' }, options),
    find('Thing', { count: 1, limit: 0 }, options),
    fetchBack('Thing', 'ofalice', options),
    fetchBack('Thing', 'ofbob', options),
    create('Thing', { n }, options),
    update('Thing', 'ofalice', { n: 0 }, options),
    update('Thing', 'ofbob', { more: 1 }, options),
  ];
}

const rules: readonly (readonly [string, Json])[] = [
  ['users by their id', { '<alice.objectId>': true }],
  ['users of a role', { 'role:admins': true }],
  ['whoever is logged in', { requiresAuthentication: true }],
  ['users a pointer names', { pointerFields: ['owner'] }],
  [
    'whoever is logged in, of what a pointer names',
    { requiresAuthentication: true, pointerFields: ['owner'] },
  ],
  ['users a pointer names, and everybody', { '*': true, pointerFields: ['owner'] }],
  ['users a list names', { pointerFields: ['readers'] }],
];

/** A class where the right to add fields is with those the pointer `owner` names. */
function ownersAddFields(title: string, permissions: JsonObject): Scenario {
  const ownedByAlice = { owner: pointer('_User', '<alice.objectId>') };
  const callers = [undefined, 'bob', 'alice'];
  return scenario(title, [
    signUp('alice'),
    signUp('bob'),
    declareClass('Thing', {
      fields: { owner: { type: 'Pointer', targetClass: '_User' } },
      classLevelPermissions: { ...everything, ...permissions },
    }),
    create('Thing', ownedByAlice, { by: 'master', name: 'ofalice' }),
    ...callers.map((by, index) =>
      create('Thing', { ...ownedByAlice, [`new${index}`]: 1 }, by === undefined ? {} : { by }),
    ),
    ...callers.map((by, index) =>
      update('Thing', 'ofalice', { [`more${index}`]: 1 }, by === undefined ? {} : { by }),
    ),
  ]);
}

const judged: readonly (readonly [string, Json])[] = [
  ['an operation nobody knows', { fly: { '*': true } }],
  ['somebody who cannot be', { find: { 'a b': true } }],
  ['a role without a name', { find: { 'role:': true } }],
  ['a flag that is a number', { find: { '*': 1 } }],
  ['a flag that is false', { find: { '*': false } }],
  ['a pointer that is none', { find: { pointerFields: ['n'] } }],
  ['a pointer that is not there', { find: { pointerFields: ['none'] } }],
  ['pointers that are no list', { find: { pointerFields: 'owner' } }],
  ['a text', { find: 'x' }],
  ['null', { find: null }],
  ['readers that are not there', { readUserFields: ['none'] }],
  ['fields that are protected from nobody', { protectedFields: { 'a b': ['n'] } }],
  ['protected fields that are no list', { protectedFields: { '*': 'n' } }],
  ['a protected field that is not there', { protectedFields: { '*': ['none'] } }],
  [
    'several protected fields that are not there',
    { protectedFields: { '*': ['none', 'other'], authenticated: ['third'] } },
  ],
  ['a protected id', { protectedFields: { '*': ['objectId'] } }],
  ['rights of new objects that are none', { ACL: 'x' }],
];

export const scenarios = [
  ...rules.flatMap(([who, rule]) => [
    everybodyAsks(`Reading is for ${who}`, { find: rule, get: rule, count: rule }),
    everybodyAsks(`Writing is for ${who}`, { update: rule, delete: rule }),
  ]),
  everybodyAsks('Readers are users a pointer names', {
    find: {},
    get: {},
    count: {},
    readUserFields: ['owner'],
  }),
  everybodyAsks('Writers are users a pointer names', { update: {}, delete: {}, writeUserFields: ['owner'] }),
  everybodyAsks('Whoever is logged in reads what a pointer names', {
    find: { requiresAuthentication: true },
    get: { requiresAuthentication: true },
    count: { requiresAuthentication: true },
    readUserFields: ['owner'],
  }),
  everybodyAsks('Whoever is logged in writes what a pointer names', {
    create: { requiresAuthentication: true },
    update: { requiresAuthentication: true },
    delete: { requiresAuthentication: true },
    writeUserFields: ['owner'],
  }),
  ownersAddFields('Whoever is logged in adds fields to what a pointer names', {
    addField: { requiresAuthentication: true, pointerFields: ['owner'] },
  }),
  everybodyAsks('Only some may add fields', { addField: { 'role:admins': true } }),
  ownersAddFields('Users a pointer names may add fields to objects', {
    addField: { pointerFields: ['owner'] },
  }),
  ownersAddFields('Writers add fields to their objects', { addField: {}, writeUserFields: ['owner'] }),
  everybodyAsks('Only some may create', { create: { requiresAuthentication: true } }),
  scenario('Who may get an object by a pointer is asked of queries for it, too', [
    signUp('alice'),
    declareClass('Thing', {
      fields: {
        owner: { type: 'Pointer', targetClass: '_User' },
        next: { type: 'Pointer', targetClass: 'Thing' },
      },
      classLevelPermissions: { ...everything, get: { pointerFields: ['owner'] } },
    }),
    create('Thing', { n: 1, owner: pointer('_User', '<alice.objectId>') }, { by: 'master', name: 'owned' }),
    create('Thing', { n: 2, next: pointer('Thing', '<owned.objectId>') }, { by: 'master' }),
    ...[{}, { by: 'alice' }].flatMap((caller) =>
      [
        { objectId: '<owned.objectId>' },
        { objectId: { $in: ['<owned.objectId>'] } },
        { next: { $inQuery: { className: 'Thing', where: { objectId: '<owned.objectId>' } } } },
        { next: { $inQuery: { className: 'Thing', where: { n: 1 } } } },
      ].map((where) => find('Thing', { where }, caller)),
    ),
  ]),
  scenario('New objects get the rights their class says', [
    signUp('alice'),
    declareClass('Thing', {
      classLevelPermissions: { ...everything, ACL: { currentUser: { read: true, write: true } } },
    }),
    create('Thing', { n: 1 }, { by: 'alice', name: 'own' }),
    create('Thing', { n: 2 }, { name: 'nobodys' }),
    create('Thing', { n: 3, ACL: acl({ '*': 'r' }) }, { by: 'alice' }),
    find('Thing', { order: 'n' }),
    find('Thing', { order: 'n' }, { by: 'alice' }),
    find('Thing', { order: 'n' }, { by: 'master' }),
  ]),
  scenario('Rights of a class do not go beyond those of its objects', [
    signUp('alice'),
    declareClass('Thing', { classLevelPermissions: everything }),
    create('Thing', { n: 1, ACL: {} }, { by: 'master', name: 'shut' }),
    fetchBack('Thing', 'shut', { by: 'alice' }),
    update('Thing', 'shut', { n: 2 }, { by: 'alice' }),
    del('/classes/Thing/<shut.objectId>', { by: 'alice' }),
    find('Thing', { count: 1 }, { by: 'alice' }),
  ]),
  ...judged.map(([what, permissions]) =>
    scenario(`Permissions with ${what} are judged`, [
      declareClass('Thing', {
        fields: { n: { type: 'Number' } },
        classLevelPermissions: permissions,
      }),
      get('/schemas/Thing', {}, { by: 'master' }),
      put('/schemas/Thing', { classLevelPermissions: permissions }, { by: 'master' }),
    ]),
  ),
];
