import { create, declareClass, find, pointer, post, scenario, signUp, type JsonObject } from '../../dsl.js';

const fields = {
  p: { type: 'Pointer', targetClass: 'Thing' },
  u: { type: 'Pointer', targetClass: '_User' },
};

/** What of a class may be read, as a title says it. */
const rights: readonly (readonly [string, JsonObject])[] = [
  ['find alone', { find: { '*': true } }],
  ['get alone', { get: { '*': true } }],
  ['find what points at them alone', { find: { pointerFields: ['u'] } }],
  ['get what points at them alone', { get: { pointerFields: ['u'] } }],
  ['find all and get what points at them', { find: { '*': true }, get: { pointerFields: ['u'] } }],
  ['get all and find what points at them', { get: { '*': true }, find: { pointerFields: ['u'] } }],
  ['read what points at them', { readUserFields: ['u'] }],
  ['get as a user', { get: { requiresAuthentication: true } }],
];

const thing = (id: string, user: string, fields: JsonObject = {}) =>
  create('Thing', { objectId: id, u: pointer('_User', `<${user}.objectId>`), ...fields }, { by: 'master' });

const held: readonly (readonly [string, readonly JsonObject[]])[] = [
  ['one', [{ p: pointer('Thing', 'o3') }]],
  [
    'several',
    [{ p: pointer('Thing', 'o2') }, { p: pointer('Thing', 'o3') }, { p: pointer('Thing', 'gone') }],
  ],
  ['a list', [{ l: [pointer('Thing', 'o1'), pointer('Thing', 'o3')] }]],
];

const asked = [{}, { by: 'alice' }].flatMap((by) =>
  ['p', 'p.p', 'l'].map((include) => find('Holder', { include }, by)),
);

/** Clients may get devices by their ids, and not search them. */
const ofDevices = [['first'], ['first', 'second']].map((names) =>
  scenario(
    `An include of ${names.length} of _Installation`,
    [
      signUp('alice'),
      ...names.map((name) =>
        post('/installations', { deviceType: 'ios', installationId: name }, { by: 'master', name }),
      ),
      create(
        'Holder',
        { l: names.map((name) => pointer('_Installation', `<${name}.objectId>`)) },
        { by: 'master' },
      ),
      find('Holder', { include: 'l' }),
      find('Holder', { include: 'l' }, { by: 'alice' }),
    ],
    { profile: 'open' },
  ),
);

const ofOwnClasses = rights.flatMap(([may, classLevelPermissions]) =>
  held.map(([what, holders]) =>
    scenario(
      `An include of ${what} whose class lets clients ${may}`,
      [
        signUp('alice'),
        signUp('bob'),
        declareClass('Thing', { fields, classLevelPermissions }),
        thing('o1', 'alice'),
        thing('o2', 'alice', { p: pointer('Thing', 'o1') }),
        thing('o3', 'bob', { p: pointer('Thing', 'o2') }),
        ...holders.map((holder) => create('Holder', holder, { by: 'master' })),
        ...asked,
      ],
      { profile: 'open' },
    ),
  ),
);

export const scenarios = [...ofOwnClasses, ...ofDevices];
