import {
  asked,
  audiences,
  cast,
  everything,
  person,
  ownership,
  thing,
  type Audience,
} from '../../dsl/cast.js';
import {
  create,
  declareClass,
  del,
  find,
  increment,
  listOp,
  operation,
  pointer,
  post,
  put,
  scenario,
  unset,
  type JsonObject,
  type Scenario,
  type Step,
} from '../../dsl.js';

const fields = {
  n: { type: 'Number' },
  s: { type: 'String' },
  list: { type: 'Array' },
  ...ownership,
  tags: { type: 'Relation', targetClass: 'Thing' },
};

const rows: readonly Step[] = [
  thing('o1', { n: 1, s: 'x', owner: person('alice') }),
  thing('o2', { n: 2, readers: [person('bob')] }),
  thing('o3', { n: 3, owner: person('dave') }),
];

const batch = (by: JsonObject, ...requests: readonly (readonly [string, string, JsonObject?])[]): Step =>
  post(
    '/batch',
    {
      requests: requests.map(([method, path, body]) => operation(method, `/classes/Thing${path}`, body)),
    },
    by,
  );

/** Every way to write; `n` tells who asks, so that new fields have names of their own. */
const ways = (by: JsonObject, n: number): readonly Step[] => [
  create('Thing', { n: 10, owner: person('alice'), readers: [person('bob')] }, by),
  create('Thing', { n: 20, [`created${n}`]: 1 }, by),
  put('/classes/Thing/o1', {}, by),
  put('/classes/Thing/o1', { n: increment(1), list: listOp('AddUnique', n) }, by),
  put('/classes/Thing/o1', { s: unset, tags: listOp('AddRelation', pointer('Thing', 'o3')) }, by),
  put('/classes/Thing/o1', { [`updated${n}`]: 1 }, by),
  put('/classes/Thing/o1', { [`unset${n}`]: unset }, by),
  put('/classes/Thing/o2', { n: increment(1) }, by),
  put('/classes/Thing/o3', { owner: person('alice') }, by),
  put('/classes/Thing/gone', { n: 1 }, by),
  batch(
    by,
    ['POST', '', { n: 50 }],
    ['PUT', '/o1', { s: 'y' }],
    ['PUT', '/o2', { [`batched${n}`]: 1 }],
    ['DELETE', '/gone'],
  ),
  ...['gone', 'o3', 'o2', 'o1'].map((id) => del(`/classes/Thing/${id}`, by)),
  find('Thing', { order: 'n' }, { by: 'master' }),
];

function writes(operations: readonly string[], { who, rule, callers }: Audience): readonly Scenario[] {
  const classLevelPermissions = {
    ...everything,
    ...Object.fromEntries(operations.map((operation) => [operation, rule])),
  };
  return asked(callers).map(({ by }, index) =>
    scenario(
      `Only ${who} may ${operations.join(' and ')}: ${by ?? 'nobody'} writes`,
      [
        ...cast,
        declareClass('Thing', { fields, classLevelPermissions }),
        ...rows,
        ...ways(by === undefined ? {} : { by }, index),
      ],
      { profile: 'open' },
    ),
  );
}

export const scenarios = [
  ...audiences.flatMap((audience) =>
    [['create', 'delete'], ['update'], ['addField']].flatMap((operations) => writes(operations, audience)),
  ),
  scenario('Null for a field that a class does not have, and that nobody may add', [
    declareClass('Thing', { classLevelPermissions: { ...everything, addField: {} } }),
    create('Thing', {}, { name: 'thing' }),
    put('/classes/Thing/<thing.objectId>', { fresh: null }),
  ]),
];
