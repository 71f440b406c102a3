import { cast, everything, person, ownership } from '../../dsl/cast.js';
import {
  acl,
  create,
  declareClass,
  del,
  find,
  get,
  pointer,
  put,
  scenario,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const fields = {
  n: { type: 'Number' },
  ...ownership,
  other: { type: 'Pointer', targetClass: '_User' },
};

const reading = ['find', 'get', 'count'];
const writing = ['create', 'update', 'delete', 'addField'];
const only = (operations: readonly string[], rule: JsonObject): JsonObject =>
  Object.fromEntries(operations.map((operation) => [operation, rule]));

/** What a class says of reading and writing beside the users its rows name. */
const rules: readonly (readonly [string, JsonObject])[] = [
  ['Readers by a pointer', { ...only(reading, {}), readUserFields: ['owner'] }],
  ['Readers by a list', { ...only(reading, {}), readUserFields: ['readers'] }],
  ['Readers by a pointer or a list', { ...only(reading, {}), readUserFields: ['owner', 'readers'] }],
  [
    'Readers by a pointer for the class, by another for get',
    { ...only(reading, {}), get: { pointerFields: ['other'] }, readUserFields: ['owner'] },
  ],
  [
    'Readers by a pointer beside a role',
    { ...only(reading, { 'role:team': true }), readUserFields: ['owner'] },
  ],
  ['Readers by a pointer beside everybody', { readUserFields: ['owner'] }],
  ['Writers by a pointer', { ...only(writing, {}), writeUserFields: ['owner'] }],
  ['Writers by a list', { ...only(writing, {}), writeUserFields: ['readers'] }],
  [
    'Writers by a pointer for the class, by another for update',
    { ...only(writing, {}), update: { pointerFields: ['other'] }, writeUserFields: ['owner'] },
  ],
  [
    'Writers by a pointer who may not read',
    { ...only([...reading, ...writing], {}), writeUserFields: ['owner'] },
  ],
  [
    'Readers and writers by a pointer',
    { ...only([...reading, ...writing], {}), readUserFields: ['owner'], writeUserFields: ['owner'] },
  ],
];

const thing = (id: string, values: JsonObject): Step =>
  create('Thing', { objectId: id, ...values }, { by: 'master' });

/** Reads and writes everything; `n` tells who asks. */
const ways = (by: JsonObject, n: number): readonly Step[] => [
  find('Thing', { order: 'n' }, by),
  find('Thing', { where: { objectId: 'o1' } }, by),
  find('Thing', { where: { owner: person('alice') } }, by),
  find('Thing', { where: { $or: [{ n: 1 }, { n: 2 }, { n: 3 }] }, order: 'n' }, by),
  find('Thing', { count: 1, limit: 0 }, by),
  ...['o1', 'o2', 'o3', 'o4'].map((id) => get(`/classes/Thing/${id}`, {}, by)),
  find('Holder', { include: 'l' }, by),
  create('Thing', { n: 10 + n, owner: person('alice') }, by),
  put('/classes/Thing/o1', { m: n }, by),
  put('/classes/Thing/o2', { m: n }, by),
  put('/classes/Thing/o4', { m: n }, by),
  put('/classes/Thing/o3', { owner: person('alice'), [`new${n}`]: n }, by),
  put('/classes/Thing/o1', { owner: person('dave') }, by),
  put('/classes/Thing/o1', { m: n + 10 }, by),
  del('/classes/Thing/o2', by),
  del('/classes/Thing/o1', by),
];

export const scenarios = rules.map(([title, permissions]) =>
  scenario(
    title,
    [
      ...cast,
      declareClass('Thing', {
        fields: { ...fields, m: { type: 'Number' } },
        classLevelPermissions: { ...everything, ...permissions },
      }),
      thing('o1', { n: 1, owner: person('alice'), other: person('bob'), readers: [person('dave')] }),
      thing('o2', { n: 2, readers: [person('bob'), person('alice')] }),
      thing('o3', { n: 3 }),
      thing('o4', { n: 4, owner: person('alice'), ACL: acl({ '<alice.objectId>': 'w' }) }),
      create('Holder', { l: ['o1', 'o2', 'o3', 'o4'].map((id) => pointer('Thing', id)) }, { by: 'master' }),
      ...[{}, { by: 'dave' }, { by: 'carol' }, { by: 'bob' }, { by: 'alice' }].flatMap(ways),
    ],
    { profile: 'open' },
  ),
);
