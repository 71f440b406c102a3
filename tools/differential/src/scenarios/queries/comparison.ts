import { create, date, find, scenario, type Json } from '../../dsl.js';

const rows = [
  create('Item', { n: 1, s: 'a', d: date('2024-01-01T00:00:00.000Z') }),
  create('Item', { n: 2, s: 'b', d: date('2024-01-02T00:00:00.000Z') }),
  create('Item', { n: 3, s: 'B' }),
  create('Item', { s: null }),
];

const operands: readonly (readonly [string, Json])[] = [
  ['n', 2],
  ['s', 'b'],
  ['d', date('2024-01-02T00:00:00.000Z')],
];

export const scenarios = [
  ...['$eq', '$ne', '$lt', '$lte', '$gt', '$gte'].map((operator) =>
    scenario(`${operator} compares numbers, texts and dates`, [
      ...rows,
      ...operands.map(([field, value]) => find('Item', { where: { [field]: { [operator]: value } } })),
    ]),
  ),
  scenario('Lists have no order', [
    ...[[], [1], [2, 3]].map((l) => create('Item', { l })),
    ...['$lt', '$lte', '$gt', '$gte'].map((operator) => find('Item', { where: { l: { [operator]: [2] } } })),
    find('Item', { where: { l: { $lt: 2 } } }),
  ]),
  scenario('Operators beside $containedBy count', [
    ...[[], [1], [1, 2], [2]].map((l) => create('Item', { l })),
    ...[{ $all: [1] }, { $in: [2] }, { $ne: 1 }].map((beside) =>
      find('Item', { where: { l: { ...beside, $containedBy: [1, 2] } } }),
    ),
  ]),
  scenario('Equality with null finds what has no value', [
    ...rows,
    find('Item', { where: { s: null } }),
    find('Item', { where: { n: null } }),
    find('Item', { where: { n: { $ne: null } } }),
  ]),
  scenario('$exists tells whether there is a value', [
    ...rows,
    find('Item', { where: { n: { $exists: true } } }),
    find('Item', { where: { n: { $exists: false } } }),
    find('Item', { where: { n: { $exists: 'x' } } }),
  ]),
  scenario('$in and $nin take lists of values', [
    ...rows,
    find('Item', { where: { n: { $in: [1, 3] } } }),
    find('Item', { where: { n: { $nin: [1, 3] } } }),
    find('Item', { where: { n: { $in: [] } } }),
    find('Item', { where: { n: { $in: 1 } } }),
  ]),
];
