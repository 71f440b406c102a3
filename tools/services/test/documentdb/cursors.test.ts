import { beforeAll, expect, test } from 'vitest';
import { rowsOf, useMongo } from '../support/mongo.js';

const mongo = useMongo();
const size = 6_000;

beforeAll(async () => {
  await mongo.filled(
    'big',
    rowsOf(size, (index) => ({ _id: index, v: (index * 7919) % size, pad: 'x'.repeat(100) })),
  );
});

test('a plain cursor brings every row, over many pages', async () => {
  const ids = new Set<unknown>();
  for await (const row of mongo.collection('big').find({}, { batchSize: 500 })) ids.add(row._id);
  expect(ids.size).toBe(size);
});

test('a sorted cursor keeps the order across pages', async () => {
  const values: number[] = [];
  for await (const row of mongo.collection('big').find().sort({ v: 1 }).batchSize(500)) values.push(row['v']);
  expect(values).toEqual(rowsOf(size, () => ({})).map((_, index) => index));
});

test('skip and limit hold across pages', async () => {
  const cursor = mongo.collection('big').find({ v: { $gte: 1_000 } }, { batchSize: 300 });
  expect(await cursor.skip(10).limit(2_000).toArray()).toHaveLength(2_000);
});

test('an aggregation is paged too', async () => {
  const pipeline = [{ $match: { v: { $gte: 0 } } }, { $project: { v: 1 } }, { $sort: { v: -1 } }];
  const rows = await mongo.collection('big').aggregate(pipeline, { batchSize: 1_000 }).toArray();
  expect(rows).toHaveLength(size);
});

test('a transaction pages through its own view', async () => {
  await mongo.client.withSession(async (session) => {
    session.startTransaction();
    const cursor = mongo.collection('big').find({}, { session, batchSize: 1_000 });
    await cursor.next();
    await mongo.collection('big').insertOne({ _id: size });
    expect(await cursor.toArray()).toHaveLength(size - 1);
    await session.abortTransaction();
    await mongo.collection('big').deleteOne({ _id: size });
  });
});

test('a hundred cursors may be open at once, and are closed', async () => {
  const cursors = Array.from({ length: 100 }, () =>
    mongo.collection('big').find().sort({ v: 1 }).batchSize(10),
  );
  await Promise.all(cursors.map((cursor) => cursor.next()));
  await Promise.all(cursors.map((cursor) => cursor.close()));
  await expect(mongo.db.command({ getMore: cursors[0]?.id, collection: 'big' })).rejects.toMatchObject({
    code: 43,
  });
});
