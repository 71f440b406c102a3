import { asked, cast, everything, person, ownership } from '../../dsl/cast.js';
import {
  create,
  declareClass,
  find,
  get,
  increment,
  listOp,
  pointer,
  put,
  scenario,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const fields = {
  n: { type: 'Number' },
  secret: { type: 'Number' },
  map: { type: 'Object' },
  ...ownership,
  next: { type: 'Pointer', targetClass: 'Thing' },
  tags: { type: 'Relation', targetClass: 'Tag' },
};

const hidden = ['secret', 'map', 'next', 'tags'];

/** Of whom the fields are hidden, and who asks beside nobody. */
const rules: readonly (readonly [string, JsonObject, readonly string[]])[] = [
  ['everybody', { '*': hidden }, ['alice']],
  ['strangers', { '*': hidden, authenticated: [] }, ['dave']],
  ['those who are logged in', { authenticated: hidden }, ['dave']],
  ['a role', { 'role:team': hidden }, ['bob', 'carol', 'dave']],
  ['everybody but a role', { '*': hidden, 'role:team': [] }, ['bob', 'carol', 'dave']],
  ['a user', { '<alice.objectId>': hidden }, ['alice', 'dave']],
  ['everybody but a user', { '*': hidden, '<alice.objectId>': [] }, ['alice', 'dave']],
  ['everybody but whom a pointer names', { '*': hidden, 'userField:owner': [] }, ['alice', 'dave']],
  ['everybody but whom a list names', { '*': hidden, 'userField:readers': [] }, ['bob', 'dave']],
  ['whom a pointer names', { 'userField:owner': hidden }, ['alice', 'dave']],
  [
    'everybody, fewer of a role and of whom a pointer names',
    { '*': hidden, 'role:team': ['secret', 'map'], 'userField:owner': ['secret', 'next'] },
    ['alice', 'bob', 'dave'],
  ],
  [
    'everybody, the names of owners among them',
    { '*': [...hidden, 'owner'], 'userField:owner': ['map'] },
    ['alice'],
  ],
];

const thing = (id: string, values: JsonObject): Step =>
  create('Thing', { objectId: id, ...values }, { by: 'master' });

const inThings = (operator: string, where: JsonObject): JsonObject => ({
  p: { [operator]: { className: 'Thing', where } },
});

const ways = (by: JsonObject): readonly Step[] => [
  find('Thing', { order: 'n' }, by),
  find('Thing', { keys: 'secret,map.a', order: 'n' }, by),
  find('Thing', { keys: 'n', order: 'n' }, by),
  find('Thing', { excludeKeys: 'secret,owner', order: 'n' }, by),
  find('Thing', { order: '-secret' }, by),
  find('Thing', { order: 'n,-map.a' }, by),
  find('Thing', { where: { secret: { $exists: true } }, limit: 0, count: 1 }, by),
  find('Thing', { where: { 'map.a': 1 } }, by),
  find('Thing', { where: { $and: [{ n: 1 }, { $nor: [{ secret: 10 }] }] } }, by),
  find('Thing', { where: { n: 1, $or: [{ 'map.a': { $gt: 0 } }] } }, by),
  find('Thing', { where: { secret: 10 }, limit: 0 }, by),
  find('Thing', { include: 'next', order: 'n' }, by),
  find('Thing', { include: 'owner', order: 'n' }, by),
  find('Thing', { where: { next: pointer('Thing', 'o1') } }, by),
  find('Thing', { where: { next: { $inQuery: { className: 'Thing', where: { n: 1 } } } } }, by),
  find('Thing', { where: { tags: pointer('Tag', 't1') } }, by),
  find('Thing', { where: { owner: person('alice') } }, by),
  get('/classes/Thing/o1', {}, by),
  get('/classes/Thing/o1', { keys: 'secret,n', include: 'next' }, by),
  get('/classes/Thing/o2', { excludeKeys: 'n' }, by),
  find('Tag', { where: { $relatedTo: { object: pointer('Thing', 'o1'), key: 'tags' } } }, by),
  find(
    'Tag',
    { where: { $relatedTo: { object: pointer('Thing', 'o2'), key: 'tags' } }, count: 1, limit: 0 },
    by,
  ),
  find('Holder', { include: 'p,l', order: 'n' }, by),
  find('Holder', { include: 'p.next', keys: 'p.secret,p.next.n', order: 'n' }, by),
  find('Holder', { where: inThings('$inQuery', { secret: 10 }) }, by),
  find('Holder', { where: inThings('$inQuery', { n: 1 }) }, by),
  find('Holder', { where: inThings('$notInQuery', { 'map.a': 1 }), order: 'n' }, by),
  find(
    'Holder',
    { where: { n: { $select: { query: { className: 'Thing' }, key: 'secret' } } }, order: 'n' },
    by,
  ),
  find(
    'Holder',
    { where: { n: { $dontSelect: { query: { className: 'Thing' }, key: 'secret' } } }, order: 'n' },
    by,
  ),
  find('Holder', { where: { n: { $select: { query: { className: 'Thing' }, key: 'n' } } }, order: 'n' }, by),
  find(
    'Holder',
    { where: { n: { $select: { query: { className: 'Thing', where: { secret: 10 } }, key: 'n' } } } },
    by,
  ),
  put('/classes/Thing/o1', { n: 1 }, by),
  put('/classes/Thing/o1', { secret: increment(0), n: increment(0) }, by),
  put('/classes/Thing/o1', { tags: listOp('AddRelation', pointer('Tag', 't1')) }, by),
];

export const scenarios = rules.map(([who, protectedFields, callers]) =>
  scenario(
    `Fields are hidden of ${who}`,
    [
      ...cast,
      declareClass('Thing', { fields, classLevelPermissions: { ...everything, protectedFields } }),
      create('Tag', { objectId: 't1' }),
      thing('o1', {
        n: 1,
        secret: 10,
        map: { a: 1 },
        owner: person('alice'),
        tags: listOp('AddRelation', pointer('Tag', 't1')),
      }),
      thing('o2', {
        n: 2,
        secret: 20,
        map: { a: 2 },
        readers: [person('bob')],
        next: pointer('Thing', 'o1'),
      }),
      create('Holder', {
        n: 10,
        p: pointer('Thing', 'o1'),
        l: [pointer('Thing', 'o1'), pointer('Thing', 'o2')],
      }),
      create('Holder', { n: 20, p: pointer('Thing', 'o2') }),
      ...asked(callers).flatMap(ways),
    ],
    { profile: 'open' },
  ),
);
