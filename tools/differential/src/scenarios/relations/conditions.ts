import { create, find, listOp, pointer, scenario, type Json, type JsonObject } from '../../dsl.js';

const a = pointer('Tag', '<a.objectId>');
const b = pointer('Tag', '<b.objectId>');

const rows = [
  create('Tag', { name: 'a' }, { name: 'a' }),
  create('Tag', { name: 'b' }, { name: 'b' }),
  create('Post', { n: 1, tags: listOp('AddRelation', a) }),
  create('Post', { n: 2, tags: listOp('AddRelation', a, b) }),
  create('Post', { n: 3, tags: listOp('AddRelation', b) }),
  create('Post', { n: 4 }),
];

const alone: readonly JsonObject[] = [
  { $eq: a },
  { $ne: a },
  { $in: [a, b] },
  { $nin: [a] },
  { $exists: true },
  { $exists: false },
];

const together: readonly JsonObject[] = [
  { $in: [a], $ne: b },
  { $in: [a, b], $nin: [b] },
  { $ne: a, $nin: [b] },
  { $eq: a, $in: [b] },
  { $eq: a, $ne: b },
  { $eq: a, $nin: [b] },
  { $eq: a, $exists: true },
  { $ne: a, $exists: false },
  { $nin: [b], $all: [a] },
  { $nin: [b], $containedBy: [b] },
];

const denied: readonly Json[] = [b, { $in: [b] }, { $nin: [b] }, { $ne: b }, { $nin: [b], $ne: a }];

const findAll = (conditions: readonly JsonObject[]): ReturnType<typeof find>[] =>
  conditions.map((tags) => find('Post', { where: { tags }, order: 'n' }));

export const scenarios = [
  scenario('Owners are found by a condition on what they relate to', [...rows, ...findAll(alone)]),
  scenario('Owners are found by several conditions on what they relate to', [...rows, ...findAll(together)]),
  scenario('Owners are found by what they do not relate to', [
    ...rows,
    ...denied.map((tags) => find('Post', { where: { $nor: [{ tags }] }, order: 'n' })),
  ]),
];
