import type { Document } from 'mongodb';
import { beforeAll, expect, test } from 'vitest';
import { rowsOf, useMongo } from '../support/mongo.js';

const mongo = useMongo();

beforeAll(async () => {
  const row = (v: number): Document => ({ _id: v, k: v % 3, v, ref: v % 5, d: new Date(2024, v % 12, 1) });
  await mongo.filled('g', rowsOf(100, row));
  await mongo.filled(
    'ref',
    rowsOf(5, (index) => ({ _id: index, name: `r${index}` })),
  );
});

const expressions = {
  day: { $dateToString: { format: '%Y-%m-%d', date: '$d' } },
  map: { $map: { input: [1, 2], in: { $add: ['$$this', 1] } } },
  filter: { $filter: { input: [1, 2, 3], cond: { $gt: ['$$this', 1] } } },
  cond: { $cond: [{ $gt: ['$v', 0] }, 'y', 'n'] },
  reduce: { $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
};
const runningSum = {
  partitionBy: '$k',
  sortBy: { v: 1 },
  output: { run: { $sum: '$v', window: { documents: ['unbounded', 'current'] } } },
};
const joinByPipeline = {
  from: 'ref',
  let: { wanted: '$ref' },
  pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$wanted'] } } }, { $project: { _id: 0 } }],
  as: 'r',
};

test.each<readonly [string, readonly Document[], readonly Document[]]>([
  [
    '$group',
    [
      { $match: { v: { $gte: 10 } } },
      { $group: { _id: '$k', n: { $sum: 1 }, top: { $max: '$v' }, ids: { $push: '$_id' } } },
      { $sort: { _id: 1 } },
      { $project: { n: 1, top: 1, size: { $size: '$ids' } } },
    ],
    [
      { _id: 0, n: 30, top: 99, size: 30 },
      { _id: 1, n: 30, top: 97, size: 30 },
      { _id: 2, n: 30, top: 98, size: 30 },
    ],
  ],
  [
    '$lookup and $unwind',
    [
      { $match: { _id: 3 } },
      { $lookup: { from: 'ref', localField: 'ref', foreignField: '_id', as: 'r' } },
      { $unwind: '$r' },
      { $project: { _id: 0, name: '$r.name' } },
    ],
    [{ name: 'r3' }],
  ],
  [
    '$lookup with a pipeline',
    [{ $match: { _id: 1 } }, { $lookup: joinByPipeline }, { $project: { _id: 0, r: 1 } }],
    [{ r: [{ name: 'r1' }] }],
  ],
  [
    '$facet, $bucket, $sortByCount and $count',
    [
      {
        $facet: {
          counts: [{ $sortByCount: '$k' }, { $limit: 1 }],
          buckets: [{ $bucket: { groupBy: '$v', boundaries: [0, 50, 100] } }],
          all: [{ $count: 'n' }],
        },
      },
    ],
    [
      {
        counts: [{ _id: 0, count: 34 }],
        buckets: [
          { _id: 0, count: 50 },
          { _id: 50, count: 50 },
        ],
        all: [{ n: 100 }],
      },
    ],
  ],
  ['$unionWith', [{ $unionWith: 'ref' }, { $count: 'n' }], [{ n: 105 }]],
  [
    '$setWindowFields',
    [{ $setWindowFields: runningSum }, { $match: { _id: 6 } }, { $project: { run: 1 } }],
    [{ _id: 6, run: 9 }],
  ],
  [
    'expressions',
    [{ $match: { _id: 1 } }, { $project: { _id: 0, ...expressions } }],
    [{ day: '2024-02-01', map: [2, 3], filter: [2, 3], cond: 'y', reduce: 6 }],
  ],
  ['$sample', [{ $sample: { size: 5 } }, { $count: 'n' }], [{ n: 5 }]],
])('%s', async (_name, pipeline, expected) => {
  expect(
    await mongo
      .collection('g')
      .aggregate([...pipeline])
      .toArray(),
  ).toEqual(expected);
});

test('$out and $merge write', async () => {
  const [source, target] = [mongo.collection('g'), mongo.collection('target')];
  await source.aggregate([{ $limit: 3 }, { $out: 'target' }]).toArray();
  expect(await target.countDocuments()).toBe(3);
  const merge = { into: 'target', on: '_id', whenMatched: 'replace', whenNotMatched: 'insert' };
  await source.aggregate([{ $sort: { _id: 1 } }, { $limit: 5 }, { $merge: merge }]).toArray();
  expect(await target.countDocuments()).toBe(5);
});
