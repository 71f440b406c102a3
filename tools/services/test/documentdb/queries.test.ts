import type { Document, Filter } from 'mongodb';
import { beforeAll, expect, test } from 'vitest';
import { idsOf, rowsOf, useMongo, type Row } from '../support/mongo.js';

const mongo = useMongo();

beforeAll(async () => {
  await mongo.filled('c', [
    { _id: 1, a: 1, s: 'abc', n: null, o: { x: { y: 5 } } },
    { _id: 2, a: 2, tags: ['x', 'y'], n: { m: 1 } },
    { _id: 3, a: 3, tags: ['y', 'z'] },
    { _id: 4, s: 'ABCdef' },
  ]);
});

test.each<readonly [Filter<Row>, readonly number[]]>([
  [{ s: /^abc/ }, [1]],
  [{ s: { $regex: '^ABC', $options: 'i' } }, [1, 4]],
  [{ s: { $not: /def/ } }, [1, 2, 3]],
  [{ tags: { $in: ['x', /^z/] } }, [2, 3]],
  [{ tags: { $nin: ['x'] } }, [1, 3, 4]],
  [{ tags: { $all: ['y', 'z'] } }, [3]],
  [{ tags: { $exists: false } }, [1, 4]],
  [{ tags: { $size: 2 } }, [2, 3]],
  [{ tags: { $elemMatch: { $gt: 'y' } } }, [3]],
  [{ $or: [{ a: 1 }, { a: 2 }], $nor: [{ a: 2 }] }, [1]],
  [{ n: null }, [1, 3, 4]],
  [{ a: { $type: 'number' } }, [1, 2, 3]],
  [{ $expr: { $eq: ['$a', 1] } }, [1]],
  [{ a: { $mod: [2, 1] } }, [1, 3]],
  [{ a: { $bitsAllSet: 1 } }, [1, 3]],
  [{ 'o.x.y': 5 }, [1]],
  [{ a: { $gt: 1, $lte: 3 } }, [2, 3]],
])('%j', async (filter, ids) => {
  const c = mongo.collection('c');
  expect(idsOf(await c.find(filter).sort({ _id: 1 }).toArray())).toEqual(ids);
  expect(await c.countDocuments(filter)).toBe(ids.length);
});

test.each<readonly [Document, Document]>([
  [
    { _id: 0, tags: { $slice: 1 } },
    { a: 3, tags: ['y'] },
  ],
  [{ tags: { $elemMatch: { $eq: 'z' } } }, { _id: 3, tags: ['z'] }],
  [{ _id: 0, sum: { $add: ['$a', 1] } }, { sum: 4 }],
  [{ tags: 0 }, { _id: 3, a: 3 }],
])('projection %j', async (projection, expected) => {
  expect(await mongo.collection('c').findOne({ _id: 3 }, { projection })).toEqual(expected);
});

test('pointers in arrays are found by equality, part and position', async () => {
  const pointer = (objectId: string): Document => ({ __type: 'Pointer', className: 'X', objectId });
  const pointers = await mongo.filled('pointers', [
    { _id: 'a', ps: [pointer('1'), pointer('2')], _p_one: 'X$1' },
    { _id: 'b', ps: [pointer('3')], _p_one: 'X$2' },
  ]);
  const ids = async (filter: Filter<Row>): Promise<readonly unknown[]> =>
    idsOf(await pointers.find(filter).sort({ _id: 1 }).toArray());
  expect(await ids({ ps: pointer('2') })).toEqual(['a']);
  expect(await ids({ ps: { $in: [pointer('3'), pointer('1')] } })).toEqual(['a', 'b']);
  expect(await ids({ 'ps.objectId': '3' })).toEqual(['b']);
  expect(await ids({ ps: { $all: [pointer('1'), pointer('2')] } })).toEqual(['a']);
  expect(await ids({ ps: { $elemMatch: { objectId: '1' } } })).toEqual(['a']);
  expect(await ids({ _p_one: { $in: ['X$1', 'X$9'] } })).toEqual(['a']);
});

test('sort, skip and limit; null first, then kinds in their order', async () => {
  const sorted = await mongo.collection('c').find().sort({ a: -1, _id: 1 }).skip(1).limit(2).toArray();
  expect(idsOf(sorted)).toEqual([2, 1]);
  const kinds = [
    { v: 'a' },
    { v: 1 },
    { v: null },
    { v: { x: 1 } },
    { v: true },
    { v: new Date(0) },
    { v: [] },
  ];
  const mixed = await mongo.filled('mixed', kinds);
  const values = (await mixed.find().sort({ v: 1 }).toArray()).map((row): unknown => row['v']);
  expect(values).toEqual([[], null, 1, 'a', { x: 1 }, true, new Date(0)]);
});

test('without a sort, rows come in the order of insertion', async () => {
  const shuffled = rowsOf(300, (index) => ({ _id: (index * 7919) % 300 }));
  const natural = await mongo.filled('natural', shuffled);
  expect(idsOf(await natural.find().toArray())).toEqual(idsOf(shuffled));
});

test('distinct, and count without a filter, right after a write', async () => {
  const c = mongo.collection('c');
  expect((await c.distinct('tags')).sort()).toEqual(['x', 'y', 'z']);
  expect(await mongo.db.command({ count: 'c' })).toMatchObject({ n: 4 });
  expect(await mongo.db.command({ count: 'c', query: { a: { $gt: 1 } } })).toMatchObject({ n: 2 });
});

test('options drivers send are understood or overlooked', async () => {
  const options = { let: { x: 1 }, comment: 'hi', allowDiskUse: true, noCursorTimeout: true };
  const readConcern = { level: 'majority' } as const;
  const rows = await mongo
    .collection('c')
    .find(
      { $expr: { $eq: ['$a', '$$x'] } },
      { ...options, readConcern, readPreference: 'secondaryPreferred' },
    )
    .toArray();
  expect(idsOf(rows)).toEqual([1]);
});

test('a query is cut off at its time limit', async () => {
  const slow = await mongo.filled(
    'slow',
    rowsOf(4_000, (index) => ({ v: index })),
  );
  const everyPair = [
    { $lookup: { from: 'slow', pipeline: [{ $match: { v: { $gt: 5 } } }], as: 'others' } },
    { $group: { _id: null, n: { $sum: { $size: '$others' } } } },
  ];
  await expect(slow.aggregate(everyPair, { maxTimeMS: 50 }).toArray()).rejects.toMatchObject({ code: 50 });
  // The limit was the command's, not the connection's.
  expect(await Promise.all(rowsOf(30, () => ({})).map(() => slow.countDocuments({})))).toHaveLength(30);
});
