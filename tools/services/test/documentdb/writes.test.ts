import { Binary, Decimal128, Long, ObjectId, UUID, type Document } from 'mongodb';
import { expect, test } from 'vitest';
import { rowsOf, useMongo } from '../support/mongo.js';

const mongo = useMongo();

test('every BSON type comes back as it went in', async () => {
  const types = mongo.collection('types');
  const row = {
    _id: 1,
    ...{ int: 1, double: 1.5, text: 'é😀', date: new Date(0), nothing: null, yes: true, '': 'empty name' },
    nested: { a: { b: { c: [[1, [2]]] } } },
    long: Long.fromString('9007199254740993'),
    decimal: Decimal128.fromString('1.50'),
    ...{ bytes: new Binary(Buffer.from('hi')), uuid: new UUID(), id: new ObjectId(), pattern: /x/i },
  };
  await types.insertOne(row);
  expect(await types.findOne({ _id: 1 }, { promoteLongs: false })).toMatchObject({
    ...row,
    int: 1,
    double: 1.5,
  });
});

test('updates count what they matched and what they changed', async () => {
  const things = await mongo.filled('updates', [
    { _id: 1, a: 1 },
    { _id: 2, a: 2 },
  ]);
  const update = {
    $set: { 'n.m': 1 },
    $unset: { zz: '' },
    $rename: { a: 'b' },
    $mul: { k: 2 },
    $min: { low: 3 },
  };
  expect(await things.updateOne({ _id: 2 }, update)).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
  expect(await things.findOne({ _id: 2 })).toEqual({ _id: 2, b: 2, n: { m: 1 }, k: 0, low: 3 });
  expect(await things.updateMany({}, { $set: { all: true } })).toMatchObject({ modifiedCount: 2 });
  expect(await things.updateMany({}, { $set: { all: true } })).toMatchObject({
    matchedCount: 2,
    modifiedCount: 0,
  });
  expect(await things.replaceOne({ _id: 1 }, { q: 1 })).toMatchObject({ modifiedCount: 1 });
  expect(await things.deleteMany({})).toMatchObject({ deletedCount: 2 });
});

test('an upsert stores its filter, and an id of its own when the filter has none', async () => {
  const upserts = mongo.collection('upserts');
  const update = { $set: { v: 1 }, $setOnInsert: { w: 2 } };
  const first = await upserts.updateOne({ _id: 'up', k: 5 }, update, { upsert: true });
  expect(first.upsertedId).toBe('up');
  expect(await upserts.findOne()).toEqual({ _id: 'up', k: 5, v: 1, w: 2 });
  const second = await upserts.updateOne({ k: 77 }, { $set: { z: 1 } }, { upsert: true });
  expect(second.upsertedId).toBeInstanceOf(ObjectId);
});

test('array operators and positions', async () => {
  const arrays = await mongo.filled('arrays', [
    { _id: 1, list: [1], set: ['a'], rows: [{ k: 1 }, { k: 2 }] },
  ]);
  const growth: Document = {
    $push: { list: { $each: [3, 2], $sort: -1, $slice: 2 } },
    $addToSet: { set: { $each: ['a', 'b'] } },
  };
  await arrays.updateOne({ _id: 1 }, growth);
  await arrays.updateOne({ _id: 1 }, { $set: { 'rows.$[e].v': 9 } }, { arrayFilters: [{ 'e.k': 2 }] });
  await arrays.updateOne({ _id: 1, 'rows.k': 1 }, { $inc: { 'rows.$.v': 1 } });
  const shrinking: Document = { $inc: { 'rows.$[].v': 1 }, $pull: { set: { $in: ['a'] } } };
  await arrays.updateOne({ _id: 1 }, shrinking);
  await arrays.updateOne({ _id: 1 }, [{ $set: { n: { $size: '$rows' } } }]);
  const rows = [
    { k: 1, v: 2 },
    { k: 2, v: 10 },
  ];
  expect(await arrays.findOne()).toEqual({ _id: 1, list: [3, 2], set: ['b'], rows, n: 2 });
});

test('findOneAnd… returns the document before or after, or null', async () => {
  const counters = await mongo.filled('counters', [{ _id: 1, n: 1 }]);
  const after = { returnDocument: 'after' } as const;
  expect(await counters.findOneAndUpdate({ _id: 1 }, { $inc: { n: 2 } }, after)).toEqual({ _id: 1, n: 3 });
  const created = await counters.findOneAndUpdate({ _id: 9 }, { $inc: { n: 1 } }, { ...after, upsert: true });
  expect(created).toEqual({ _id: 9, n: 1 });
  expect(await counters.findOneAndReplace({ _id: 1 }, { q: 1 })).toEqual({ _id: 1, n: 3 });
  expect(await counters.findOneAndDelete({ _id: 9 })).toEqual({ _id: 9, n: 1 });
  expect(await counters.findOneAndUpdate({ _id: 404 }, { $set: { a: 1 } })).toBeNull();
});

test('bulk writes, ordered and not', async () => {
  const bulk = mongo.collection('bulk');
  const result = await bulk.bulkWrite([
    { insertOne: { document: { _id: 50 } } },
    { updateOne: { filter: { _id: 50 }, update: { $set: { v: 1 } } } },
    { deleteOne: { filter: { _id: 50 } } },
  ]);
  expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, deletedCount: 1 });

  const rows = [1, 1, 2, 2, 3].map((id) => ({ _id: id }));
  const failure: unknown = await bulk.insertMany(rows, { ordered: false }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 11000, writeErrors: [{ index: 1 }, { index: 3 }] });
  expect(await bulk.countDocuments()).toBe(3);
});

test('an insert in many messages stores every row', async () => {
  const many = await mongo.filled(
    'many',
    rowsOf(12_000, (index) => ({ _id: index, pad: 'x'.repeat(100) })),
  );
  expect(await many.countDocuments({})).toBe(12_000);
  expect(await many.estimatedDocumentCount()).toBe(12_000);
});

test('an unacknowledged write is done before what the connection does next', async () => {
  const silent = mongo.collection('silent');
  await mongo.client.withSession(async (session) => {
    await silent.insertOne({ _id: 'seen' }, { session });
  });
  await silent.insertOne({ _id: 'unseen' }, { writeConcern: { w: 0 } });
  await expect.poll(() => silent.countDocuments({})).toBe(2);
});

test('15 MB are stored, 17 MB refused', async () => {
  const fat = await mongo.filled('fat', [{ _id: 1, bytes: Buffer.alloc(15 * 1024 * 1024) }]);
  const stored = await fat.findOne({ _id: 1 });
  expect(stored?.['bytes'].length()).toBe(15 * 1024 * 1024);
  const more = { $set: { more: Buffer.alloc(3 * 1024 * 1024) } };
  await expect(fat.updateOne({ _id: 1 }, more)).rejects.toMatchObject({ code: 17419 });
});
