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
  find,
  get,
  listOp,
  pointer,
  scenario,
  type JsonObject,
  type Scenario,
  type Step,
} from '../../dsl.js';

const fields = {
  n: { type: 'Number' },
  ...ownership,
  next: { type: 'Pointer', targetClass: 'Thing' },
};

/** Alice owns the first, Bob reads the second, the third is Dave’s; `Holder` is open. */
const rows: readonly Step[] = [
  thing('o1', { n: 1, owner: person('alice') }),
  thing('o2', { n: 2, readers: [person('bob')], next: pointer('Thing', 'o1') }),
  thing('o3', { n: 3, owner: person('dave'), readers: [], next: pointer('Thing', 'o2') }),
  ...['o1', 'o2', 'o3'].map((id, index) =>
    create(
      'Holder',
      {
        n: index + 1,
        p: pointer('Thing', id),
        l: [pointer('Thing', id), pointer('Thing', 'o1')],
        r: listOp('AddRelation', pointer('Thing', id)),
        objectId: `h${index + 1}`,
      },
      { by: 'master' },
    ),
  ),
];

const inThings = (operator: string, where: JsonObject): JsonObject => ({
  p: { [operator]: { className: 'Thing', where } },
});

const likeThings = (operator: string): JsonObject => ({
  n: { [operator]: { query: { className: 'Thing', where: {} }, key: 'n' } },
});

const relatedTo = (className: string, id: string, key: string): JsonObject => ({
  $relatedTo: { object: pointer(className, id), key },
});

/** Every way to read the class, or to learn of it through another. */
const directly: readonly ((options: JsonObject) => Step)[] = [
  (by) => find('Thing', { order: 'n' }, by),
  (by) => find('Thing', { where: { objectId: 'o1' } }, by),
  (by) => find('Thing', { where: { objectId: { $in: ['o1', 'o3'] } }, order: 'n' }, by),
  (by) => find('Thing', { where: { n: { $gt: 1 } }, order: '-n', limit: 1, count: 1 }, by),
  (by) => find('Thing', { limit: 0, count: 1 }, by),
  (by) => find('Thing', { limit: 0 }, by),
  (by) => find('Thing', { where: relatedTo('Holder', 'h1', 'r') }, by),
  (by) => find('Thing', { include: 'next', order: 'n' }, by),
  (by) => get('/classes/Thing/o1', {}, by),
  (by) => get('/classes/Thing/o3', {}, by),
  (by) => get('/classes/Thing/o2', { include: 'next', keys: 'next' }, by),
];

const throughOthers: readonly ((options: JsonObject) => Step)[] = [
  (by) => find('Holder', { where: inThings('$inQuery', { n: 1 }) }, by),
  (by) => find('Holder', { where: inThings('$inQuery', { objectId: 'o1' }) }, by),
  (by) => find('Holder', { where: inThings('$notInQuery', { n: { $lt: 3 } }), order: 'n' }, by),
  (by) => find('Holder', { where: likeThings('$select'), order: 'n' }, by),
  (by) => find('Holder', { where: likeThings('$dontSelect'), order: 'n' }, by),
  (by) => get('/classes/Holder/h1', { include: 'p' }, by),
  (by) => get('/classes/Holder/h3', { include: 'p,l,p.owner,p.next' }, by),
];

function reads(operation: string, { who, rule, callers }: Audience): Scenario {
  const ways = operation === 'count' ? directly : [...directly, ...throughOthers];
  return scenario(
    `Only ${who} may ${operation}`,
    [
      ...cast,
      declareClass('Thing', { fields, classLevelPermissions: { ...everything, [operation]: rule } }),
      ...rows,
      ...asked(callers).flatMap((by) => ways.map((step) => step(by))),
    ],
    { profile: 'open' },
  );
}

export const scenarios = audiences.flatMap((audience) =>
  ['find', 'get', 'count'].map((operation) => reads(operation, audience)),
);
