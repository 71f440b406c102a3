import { MongoClient, type ClientSession } from 'mongodb';
import { expect, test } from 'vitest';
import { serviceUri } from '../../src/index.js';
import { idsOf, useMongo } from '../support/mongo.js';

const mongo = useMongo();

async function inTransaction(work: (session: ClientSession) => Promise<void>): Promise<void> {
  await mongo.client.withSession(async (session) => {
    session.startTransaction();
    await work(session);
    if (session.inTransaction()) await session.abortTransaction();
  });
}

test('others see nothing before the commit, and nothing after an abort', async () => {
  const rows = await mongo.filled('isolation', [{ _id: 0 }]);
  await inTransaction(async (session) => {
    await rows.insertOne({ _id: 1 }, { session });
    expect(await rows.countDocuments({})).toBe(1);
    expect(await rows.find({}, { session }).toArray()).toHaveLength(2);
    await session.commitTransaction();
  });
  expect(await rows.countDocuments({})).toBe(2);
  await inTransaction(async (session) => {
    await rows.updateOne({ _id: 0 }, { $set: { v: 1 } }, { session });
    await session.abortTransaction();
  });
  expect(await rows.findOne({ _id: 0 })).toEqual({ _id: 0 });
});

test('a commit sent twice succeeds once more, or says so', async () => {
  await inTransaction(async (session) => {
    await mongo.collection('twice').insertOne({ _id: 1 }, { session });
    await session.commitTransaction();
    await session.commitTransaction();
  });
  expect(await mongo.collection('twice').countDocuments({})).toBe(1);
});

test('a collection may be created inside', async () => {
  await inTransaction(async (session) => {
    await mongo.collection('created_inside').insertOne({ a: 1 }, { session });
    await session.commitTransaction();
  });
  expect(await mongo.collection('created_inside').countDocuments()).toBe(1);
});

test('of two that create one collection the second is told to run again', async () => {
  const rows = mongo.collection('created_twice');
  const other = await mongo.filled('seen_before', [{ _id: 1 }]);
  await inTransaction(async (session) => {
    expect(await other.countDocuments({}, { session })).toBe(1);
    await rows.insertOne({ _id: 'first' });
    await expect(rows.insertOne({ _id: 'second' }, { session })).rejects.toMatchObject({
      code: 112,
      errorLabels: ['TransientTransactionError'],
    });
  });
  expect(idsOf(await rows.find().toArray())).toEqual(['first']);
});

test('commands of one transaction may come at the same time', async () => {
  const rows = await mongo.filled('parallel', [{ _id: 'seed' }]);
  await inTransaction(async (session) => {
    await rows.insertOne({ _id: 'first' }, { session });
    const ids = Array.from({ length: 10 }, (_, index) => index);
    await Promise.all(ids.map((id) => rows.insertOne({ _id: id }, { session })));
    await session.commitTransaction();
  });
  expect(await rows.countDocuments({})).toBe(12);
});

test('a duplicate ends the transaction, and what follows is refused', async () => {
  const rows = await mongo.filled('aborted', [{ _id: 0 }]);
  await inTransaction(async (session) => {
    await rows.insertOne({ _id: 5 }, { session });
    await expect(rows.insertOne({ _id: 0 }, { session })).rejects.toMatchObject({ code: 11000 });
    await expect(rows.insertOne({ _id: 6 }, { session })).rejects.toMatchObject({ code: 251 });
  });
  expect(await rows.countDocuments({ _id: { $in: [5, 6] } })).toBe(0);
});

test('of two that change one row, the second is told that it may be run again', async () => {
  const rows = await mongo.filled('conflict', [{ _id: 0, n: 0 }]);
  await inTransaction(async (first) => {
    await inTransaction(async (second) => {
      await rows.find({}, { session: second }).toArray();
      await rows.updateOne({ _id: 0 }, { $inc: { n: 1 } }, { session: first });
      const update = rows.updateOne({ _id: 0 }, { $inc: { n: 1 } }, { session: second });
      const conflict = expect(update).rejects.toMatchObject({
        code: 112,
        errorLabels: ['TransientTransactionError'],
      });
      await first.commitTransaction();
      await conflict;
    });
  });
  expect(await rows.findOne()).toEqual({ _id: 0, n: 1 });
});

test('withTransaction loses no increment under contention', async () => {
  const rows = await mongo.filled('contention', [{ _id: 'counter', n: 0 }]);
  const increment = (session: ClientSession): Promise<void> =>
    session.withTransaction(async () => {
      const row = await rows.findOne({ _id: 'counter' }, { session });
      await rows.updateOne({ _id: 'counter' }, { $set: { n: Number(row?.['n']) + 1 } }, { session });
    });
  await Promise.all(Array.from({ length: 20 }, () => mongo.client.withSession(increment)));
  expect(await rows.findOne()).toEqual({ _id: 'counter', n: 20 });
});

test('a client that goes away leaves no lock behind', async () => {
  const rows = await mongo.filled('gone', [{ _id: 1 }]);
  const other = new MongoClient(serviceUri('mongo'));
  const session = other.startSession();
  session.startTransaction();
  await other
    .db(mongo.db.databaseName)
    .collection('gone')
    .updateOne({ n: 1 }, { $set: { z: 1 } }, { session });
  await other.close();
  const update = await rows.updateOne({ _id: 1 }, { $set: { y: 1 } }, { maxTimeMS: 2_000 });
  expect(update.modifiedCount).toBe(1);
});
