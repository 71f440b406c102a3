import fc from 'fast-check';

/** Names of fields, parameters and keys: good ones, reserved ones, and what no name should be. */
export const names = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('text', 'number', 'list', 'map', 'place', 'to', 'members', 'day') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      'length',
      'className',
      'id',
      'objectId',
      'createdAt',
      'updatedAt',
      'ACL',
      '_rperm',
      '_id',
      '_hashed_password',
      '__type',
      '__op',
      'authData',
      'password',
      'username',
      'email',
      'sessionToken',
      'user',
      'installationId',
      'deviceToken',
      'deviceType',
      'name',
      'users',
      'roles',
      'params',
      'masterKeyOnly',
      'fields',
      'classLevelPermissions',
      'indexes',
      'requests',
      '_method',
      '_ApplicationId',
      '_SessionToken',
      '_MasterKey',
      'where',
      'order',
      'limit',
      'keys',
      'include',
      'count',
      'map.a',
      'map.a.b',
      'map.__proto__',
      'list.0',
      '$or',
      '$ne',
      '.',
      'a.',
      '',
      'é',
      'a\u0000b',
      "'; DROP",
      '*',
      'role:x',
      'pipeline',
      'distinct',
      'query',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

/** Names of classes. */
export const classNames = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('Fuzz', 'FuzzA', 'FuzzB') },
  { weight: 2, arbitrary: fc.constantFrom('_User', '_Role', '_Session', '_Installation', '_Product') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      '_Join:users:_Role',
      '_GlobalConfig',
      '_Idempotency',
      '_Hooks',
      '_SCHEMA',
      'a-b',
      '1a',
      '',
      '..',
      'a b',
      "'",
      '%',
      '%00',
      '%E0%A4%A',
      '*',
      '{}',
    ),
  },
);

/** Ids as they stand in a path. */
export const ids = fc.oneof(
  fc.constantFrom('x', 'me', '__proto__', '*', 'role:a', '', '%00', 'a%2Fb', '{"$ne":1}'),
  fc.string({ maxLength: 8 }),
);

/** Values that are neither lists nor objects. */
export const scalars = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -0,
    9007199254740993,
    '',
    'x',
    '*',
    '\u0000',
    '\ud800',
    'r:x',
    '2020-01-01',
    '(a+)+$',
    "' OR 1=1 --",
    '$ne',
    'GET',
    '/parse/classes/Fuzz',
    'Fuzz',
    'Increment',
    'Pointer',
    'x'.repeat(2000),
  ),
  fc.string({ maxLength: 10 }),
);

const wireValues = fc
  .tuple(
    fc.constantFrom(
      'Date',
      'Pointer',
      'GeoPoint',
      'Polygon',
      'Bytes',
      'File',
      'Relation',
      'Object',
      'Nope',
      '__proto__',
    ),
    scalars,
    scalars,
  )
  .map(([__type, a, b]) => ({
    __type,
    iso: a,
    className: a,
    objectId: b,
    latitude: a,
    longitude: b,
    coordinates: [[a, b]],
    base64: a,
    name: a,
  }));

const goodValues = fc.constantFrom<unknown>(
  { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' },
  { __type: 'Pointer', className: 'Fuzz', objectId: 'x' },
  { __type: 'GeoPoint', latitude: 1, longitude: 1 },
  {
    __type: 'Polygon',
    coordinates: [
      [0, 0],
      [0, 1],
      [1, 1],
    ],
  },
  { __op: 'AddRelation', objects: [{ __type: 'Pointer', className: 'FuzzA', objectId: 'x' }] },
  { '*': { read: true } },
);

const operators = [
  '$ne',
  '$eq',
  '$lt',
  '$lte',
  '$gt',
  '$gte',
  '$in',
  '$nin',
  '$all',
  '$exists',
  '$regex',
  '$options',
  '$text',
  '$or',
  '$and',
  '$nor',
  '$inQuery',
  '$notInQuery',
  '$select',
  '$dontSelect',
  '$relatedTo',
  '$nearSphere',
  '$maxDistance',
  '$within',
  '$geoWithin',
  '$geoIntersects',
  '$containedBy',
  '$relativeTime',
  '$where',
  '$expr',
  '$search',
  '$box',
];

const operations = [
  'Increment',
  'Add',
  'AddUnique',
  'Remove',
  'Delete',
  'AddRelation',
  'RemoveRelation',
  'Batch',
  'SetOnInsert',
  'Nope',
];

/** JSON of every kind: wire types, operations and operators, whole and broken, inside one another. */
export const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalars,
    goodValues,
    wireValues,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 3 }).map(ownEntries),
    fc
      .array(fc.tuple(fc.constantFrom(...operators), tie('value')), { minLength: 1, maxLength: 2 })
      .map(ownEntries),
    fc
      .tuple(fc.constantFrom(...operations), tie('value'))
      .map(([__op, value]) => ({ __op, amount: value, objects: value, ops: value })),
  ),
}));

/** Bodies of objects. */
export const objects = fc.array(fc.tuple(names, values), { maxLength: 4 }).map(ownEntries);
/** Conditions. */
export const wheres = fc
  .array(fc.tuple(fc.oneof(names, fc.constantFrom(...operators)), values), { maxLength: 3 })
  .map(ownEntries);

/** With `__proto__` as an ordinary key, as JSON texts have it. */
function ownEntries(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}
