import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StorageError } from '../errors/storage-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { lookupClasses, runPipeline } from './run-pipeline.js';

const schema: ClassSchema = {
  className: 'Sale',
  fields: {
    objectId: { type: 'String' },
    createdAt: { type: 'Date' },
    updatedAt: { type: 'Date' },
    n: { type: 'Number' },
    s: { type: 'String' },
    l: { type: 'Array' },
    d: { type: 'Date' },
    o: { type: 'Object' },
    p: { type: 'Pointer', targetClass: 'Shop' },
  },
  permissions: {},
  indexes: {},
};
const date = (iso: string) => ({ __type: 'Date', iso });
const shop = (objectId: string) => ({ __type: 'Pointer', className: 'Shop', objectId });
const stamps = { createdAt: '2020-01-01T00:00:00.000Z', updatedAt: '2020-01-02T00:00:00.000Z' };
const rows: readonly StoredObject[] = [
  { objectId: 'a', ...stamps, n: 1, s: 'x', l: [1, 2], d: date('2020-05-05T05:00:00.000Z'), p: shop('1') },
  { objectId: 'b', ...stamps, n: 2, s: 'y', l: [2, 3], d: date('2021-05-05T05:00:00.000Z'), p: shop('1') },
  {
    objectId: 'c',
    createdAt: '2022-01-01T00:00:00.000Z',
    updatedAt: stamps.updatedAt,
    n: 3,
    s: 'x',
    o: { k: { z: 1 }, m: 2 },
  },
];
const shops: readonly StoredObject[] = [{ objectId: '1', ...stamps, name: 'Corner' }];

const run = (...pipeline: readonly JsonObject[]) =>
  runPipeline(rows, pipeline, { schema, lookup: (name) => (name === 'Shop' ? shops : []) });

describe('stages', () => {
  test.each<readonly [string, readonly JsonObject[], readonly JsonObject[]]>([
    [
      '$match by a column',
      [{ $match: { s: 'x' } }, { $project: { n: 1 } }],
      [
        { objectId: 'a', n: 1 },
        { objectId: 'c', n: 3 },
      ],
    ],
    [
      '$match takes the text of a date and the id of a pointer',
      [{ $match: { d: { $gt: '2020-06-01T00:00:00.000Z' }, p: '1' } }, { $project: { n: 1 } }],
      [{ objectId: 'b', n: 2 }],
    ],
    [
      '$match takes dates as tools of MongoDB write them',
      [{ $match: { d: { $gt: { $date: '2020-06-01T00:00:00.000Z' } } } }, { $count: 'c' }],
      [{ c: 1 }],
    ],
    [
      '$match compares createdAt with text',
      [{ $match: { createdAt: { $gt: '2021-01-01T00:00:00.000Z' } } }, { $count: 'c' }],
      [{ c: 1 }],
    ],
    [
      '$match by _id and _created_at',
      [{ $match: { _id: 'a', _created_at: { $lt: date('2021-01-01T00:00:00.000Z') } } }, { $count: 'c' }],
      [{ c: 1 }],
    ],
    ['$match by $expr', [{ $match: { $expr: { $gt: ['$n', 1] }, s: 'x' } }, { $count: 'c' }], [{ c: 1 }]],
    ['$match by $or', [{ $match: { $or: [{ n: 1 }, { s: 'y' }] } }, { $count: 'c' }], [{ c: 2 }]],
    [
      '$match what $group computed',
      [{ $group: { _id: { s: '$s' }, sum: { $sum: '$n' } } }, { $match: { sum: { $gt: 2 }, '_id.s': 'x' } }],
      [{ objectId: { s: 'x' }, sum: 4 }],
    ],
    [
      '$match what $addFields computed',
      [
        { $addFields: { twice: { $multiply: ['$n', 2] } } },
        { $match: { twice: 4 } },
        { $project: { twice: 1 } },
      ],
      [{ objectId: 'b', twice: 4 }],
    ],
    [
      '$match what $addFields overwrote with another type',
      [{ $set: { n: { $toString: '$n' } } }, { $match: { n: '2' } }, { $count: 'c' }],
      [{ c: 1 }],
    ],
    [
      '$group by a field',
      [{ $group: { _id: '$s', sum: { $sum: '$n' }, rows: { $sum: 1 }, count: { $count: {} } } }],
      [
        { objectId: 'x', sum: 4, rows: 2, count: 2 },
        { objectId: 'y', sum: 2, rows: 1, count: 1 },
      ],
    ],
    [
      '$group of everything',
      [{ $group: { _id: null, avg: { $avg: '$n' }, min: { $min: '$s' }, max: { $max: '$d' } } }],
      [{ objectId: null, avg: 2, min: 'x', max: date('2021-05-05T05:00:00.000Z') }],
    ],
    [
      '$group by a pointer tells its id',
      [{ $group: { _id: '$p', ids: { $push: '$objectId' } } }],
      [
        { objectId: '1', ids: ['a', 'b'] },
        { objectId: null, ids: ['c'] },
      ],
    ],
    [
      '$group over missing values',
      [
        {
          $group: {
            _id: null,
            f: { $first: '$zz' },
            p: { $push: '$zz' },
            a: { $avg: '$zz' },
            s: { $sum: '$s' },
            u: { $addToSet: '$s' },
          },
        },
      ],
      [{ objectId: null, f: null, p: [], a: null, s: 0, u: ['x', 'y'] }],
    ],
    [
      '$group by a part of createdAt',
      [{ $group: { _id: { $year: '$createdAt' }, c: { $sum: 1 } } }],
      [
        { objectId: 2020, c: 2 },
        { objectId: 2022, c: 1 },
      ],
    ],
    ['$group of nothing', [{ $match: { n: 99 } }, { $group: { _id: null, c: { $sum: 1 } } }], []],
    [
      '$project without objectId',
      [{ $limit: 1 }, { $project: { _id: 0, createdAt: 1, yes: { $literal: 1 } } }],
      [{ createdAt: stamps.createdAt, yes: 1 }],
    ],
    [
      '$project of a path',
      [{ $match: { n: 3 } }, { $project: { 'o.k': 1 } }],
      [{ objectId: 'c', o: { k: { z: 1 } } }],
    ],
    [
      '$project of nested names',
      [{ $match: { n: 3 } }, { $project: { o: { m: 1, sum: { $add: ['$o.m', 1] } } } }],
      [{ objectId: 'c', o: { m: 2, sum: 3 } }],
    ],
    [
      '$project that hides',
      [{ $match: { n: 3 } }, { $project: { createdAt: 0, updatedAt: 0, 'o.k': 0 } }],
      [{ objectId: 'c', n: 3, s: 'x', o: { m: 2 } }],
    ],
    [
      '$unset',
      [{ $match: { n: 3 } }, { $unset: ['createdAt', 'updatedAt', 'o'] }],
      [{ objectId: 'c', n: 3, s: 'x' }],
    ],
    [
      '$addFields inside an object',
      [{ $match: { n: 3 } }, { $addFields: { o: { added: true } } }, { $project: { o: 1 } }],
      [{ objectId: 'c', o: { k: { z: 1 }, m: 2, added: true } }],
    ],
    [
      '$sort, $skip, $limit',
      [{ $sort: { s: 1, n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { n: 1 } }],
      [{ objectId: 'a', n: 1 }],
    ],
    ['$count of nothing', [{ $match: { n: 99 } }, { $count: 'c' }], []],
    [
      '$unwind',
      [{ $unwind: '$l' }, { $project: { l: 1 } }],
      [
        { objectId: 'a', l: 1 },
        { objectId: 'a', l: 2 },
        { objectId: 'b', l: 2 },
        { objectId: 'b', l: 3 },
      ],
    ],
    [
      '$unwind that keeps all',
      [
        { $unwind: { path: '$l', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
        { $match: { s: 'x' } },
        { $project: { _id: 0, l: 1, i: 1 } },
      ],
      [{ l: 1, i: 0 }, { l: 2, i: 1 }, { i: null }],
    ],
    [
      '$sortByCount',
      [{ $sortByCount: '$s' }],
      [
        { objectId: 'x', count: 2 },
        { objectId: 'y', count: 1 },
      ],
    ],
    ['$replaceRoot', [{ $limit: 1 }, { $replaceRoot: { newRoot: { q: '$n' } } }], [{ q: 1 }]],
    ['$replaceWith', [{ $match: { n: 3 } }, { $replaceWith: '$o.k' }], [{ z: 1 }]],
    [
      '$lookup joins a pointer to the object',
      [
        { $match: { n: 1 } },
        { $lookup: { from: 'Shop', localField: 'p', foreignField: '_id', as: 'shops' } },
        { $project: { 'shops.name': 1 } },
      ],
      [{ objectId: 'a', shops: [{ name: 'Corner' }] }],
    ],
    [
      '$lookup without a match',
      [
        { $match: { n: 3 } },
        { $lookup: { from: 'Shop', localField: 'p', foreignField: 'objectId', as: 'shops' } },
        { $project: { shops: 1 } },
      ],
      [{ objectId: 'c', shops: [] }],
    ],
    [
      '$facet',
      [{ $facet: { total: [{ $count: 'c' }], first: [{ $limit: 1 }, { $project: { n: 1 } }] } }],
      [{ total: [{ c: 3 }], first: [{ objectId: 'a', n: 1 }] }],
    ],
    [
      '$bucket',
      [{ $bucket: { groupBy: '$n', boundaries: [0, 2, 3], default: 'more', output: { c: { $sum: 1 } } } }],
      [
        { objectId: 0, c: 1 },
        { objectId: 2, c: 1 },
        { objectId: 'more', c: 1 },
      ],
    ],
  ])('%s', (_name, pipeline, expected) => {
    expect(run(...pipeline)).toEqual(expected);
  });

  test('an empty pipeline answers the rows', () => {
    expect(run()).toEqual(rows);
  });

  test('$sample takes that many different documents', () => {
    const ids = run({ $sample: { size: 2 } }).map(({ objectId }) => objectId);
    expect(new Set(ids).size).toBe(2);
  });

  test('rows are left as they were', () => {
    const before = structuredClone(rows);
    run({ $addFields: { 'o.k.z': 5 } }, { $unset: 'n' }, { $sort: { s: 1 } });
    expect(rows).toEqual(before);
  });
});

test.each<readonly [JsonObject, RegExp]>([
  [{ $conjure: {} }, /Unrecognized pipeline stage name: '\$conjure'/],
  [{ $out: 'x' }, /Unrecognized pipeline stage name/],
  [{ constructor: {} }, /Unrecognized pipeline stage name/],
  [{ $limit: 1, $skip: 1 }, /exactly one key/],
  [{}, /exactly one key/],
  [{ $group: { n: { $sum: 1 } } }, /needs an _id/],
  [{ $group: { _id: 1, objectId: { $sum: 1 } } }, /Cannot use 'objectId'/],
  [{ $group: { _id: 1, n: { $conjure: 1 } } }, /Unrecognized group operator '\$conjure'/],
  [{ $group: { _id: 1, n: 5 } }, /exactly one accumulator/],
  [{ $project: { n: 1, s: 0 } }, /either shows fields or hides/],
  [{ $project: {} }, /at least one field/],
  [{ $project: { o: 1, 'o.k': 1 } }, /collide/],
  [{ $sort: { n: 2 } }, /1 or -1/],
  [{ $limit: 0 }, /at least 1/],
  [{ $skip: -1 }, /at least 0/],
  [{ $count: '' }, /field name/],
  [{ $unwind: 'l' }, /begins with '\$'/],
  [{ $match: { n: { $conjure: 1 } } }, /bad constraint: \$conjure/],
  [{ $match: { p: { $inQuery: { className: 'Shop', where: {} } } } }, /cannot hold subqueries/],
  [{ $lookup: { from: 'Shop', let: {}, pipeline: [], as: 'x' } }, /Unrecognized argument of \$lookup/],
  [{ $facet: { a: [{ $facet: { b: [{ $facet: {} }] } }] } }, /too deeply/],
  [{ $replaceRoot: { newRoot: '$n' } }, /new root is an object/],
])('%j is refused as invalid-query', (stage, message) => {
  const attempt = () => run(stage);
  expect(attempt).toThrow(message);
  try {
    attempt();
  } catch (error) {
    expect(StorageError.isInstance(error) && error.kind).toBe('invalid-query');
  }
});

test('an unknown stage is refused though no row would reach it', () => {
  expect(() => runPipeline([], [{ $match: {} }, { $conjure: 1 }], { schema })).toThrow(/\$conjure/);
});

test('lookupClasses names the classes of joins, those inside facets too', () => {
  const join = (from: string) => ({ $lookup: { from, localField: 'a', foreignField: 'b', as: 'c' } });
  expect(lookupClasses([join('A'), { $facet: { x: [join('B'), join('A')] } }, { $limit: 1 }])).toEqual([
    'A',
    'B',
  ]);
});

describe('compared with plain JavaScript on generated rows', () => {
  const generated = fc.array(
    fc.record({ n: fc.option(fc.integer({ min: -5, max: 5 })), s: fc.constantFrom('x', 'y', 'z') }),
    { maxLength: 20 },
  );
  const stored = (list: readonly JsonObject[]) =>
    list.map((fields, index): StoredObject => ({ objectId: `r${index}`, ...stamps, ...fields }));

  test('$group adds up as a loop does', () => {
    fc.assert(
      fc.property(generated, (list) => {
        const expected = new Map<string, { sum: number; rows: number; all: (number | null)[] }>();
        for (const { n, s } of list) {
          const group = expected.get(s) ?? { sum: 0, rows: 0, all: [] };
          expected.set(s, { sum: group.sum + (n ?? 0), rows: group.rows + 1, all: [...group.all, n] });
        }
        const group = { _id: '$s', sum: { $sum: '$n' }, rows: { $sum: 1 }, all: { $push: '$n' } };
        const results = runPipeline(stored(list), [{ $group: group }], { schema });
        expect(results).toEqual(Array.from(expected, ([objectId, rest]) => ({ objectId, ...rest })));
      }),
    );
  });

  test('$match, $sort, $skip and $limit do what filter, sort and slice do', () => {
    const cut = fc.record({
      least: fc.integer({ min: -5, max: 5 }),
      skip: fc.nat(5),
      limit: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(generated, cut, (list, { least, skip, limit }) => {
        const all = stored(list);
        const number = (row: JsonObject) => (typeof row.n === 'number' ? row.n : Number.NEGATIVE_INFINITY);
        const expected = all
          .filter((row) => number(row) >= least)
          .sort((a, b) => number(b) - number(a))
          .slice(skip, skip + limit);
        const pipeline = [
          { $match: { n: { $gte: least } } },
          { $sort: { n: -1 } },
          { $skip: skip },
          { $limit: limit },
        ];
        expect(runPipeline(all, pipeline, { schema })).toEqual(expected);
      }),
    );
  });

  test('$facet, $bucket and $unwind keep every row', () => {
    fc.assert(
      fc.property(generated, (list) => {
        const bucket = { groupBy: { $ifNull: ['$n', 0] }, boundaries: [-5, 0, 3], default: 'more' };
        const pipeline = [
          {
            $facet: {
              buckets: [{ $bucket: bucket }],
              halves: [{ $addFields: { half: [1, 2] } }, { $unwind: '$half' }],
            },
          },
          { $project: { total: { $sum: '$buckets.count' }, halves: { $size: '$halves' } } },
        ];
        expect(runPipeline(stored(list), pipeline, { schema })).toEqual([
          { total: list.length, halves: list.length * 2 },
        ]);
      }),
    );
  });
});
