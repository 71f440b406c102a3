import { expect, test } from 'vitest';
import { rowsOf, useMongo } from '../support/mongo.js';

const mongo = useMongo();

test('a duplicate names the index and the values, however it is written', async () => {
  const users = mongo.collection('users');
  await users.createIndex({ email: 1 }, { unique: true }, {});
  await users.insertMany([{ email: 'a@b.c' }, { email: 'x@y.z' }]);
  const duplicate = { code: 11000, keyPattern: { email: 1 }, keyValue: { email: 'a@b.c' } };
  const change = { $set: { email: 'a@b.c' } };
  await expect(users.insertOne({ email: 'a@b.c' })).rejects.toMatchObject(duplicate);
  await expect(users.updateOne({ email: 'x@y.z' }, change)).rejects.toMatchObject(duplicate);
  await expect(users.findOneAndUpdate({ email: 'x@y.z' }, change)).rejects.toMatchObject(duplicate);
  await expect(users.insertOne({ email: 'a@b.c' })).rejects.toThrow(
    /^E11000 duplicate key error collection: \S+\.users index: email_1 dup key: \{ email: "a@b\.c" \}$/,
  );
});

test('a duplicate of the id names the id', async () => {
  const rows = await mongo.filled('ids', [{ _id: 1 }]);
  const duplicate = { code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } };
  await expect(rows.insertOne({ _id: 1 })).rejects.toMatchObject(duplicate);
});

test('two rows without the key collide, unless the index is sparse or partial', async () => {
  const strict = mongo.collection('strict');
  await strict.createIndex({ k: 1 }, { unique: true }, {});
  await strict.insertOne({ a: 1 });
  await expect(strict.insertOne({ a: 2 })).rejects.toMatchObject({ code: 11000 });

  const sparse = mongo.collection('sparse');
  await sparse.createIndex({ k: 1 }, { unique: true, sparse: true }, {});
  await sparse.createIndex({ p: 1 }, { unique: true, partialFilterExpression: { p: { $exists: true } } }, {});
  await sparse.insertMany([{ a: 1 }, { a: 2 }, { k: 1 }, { p: 1 }]);
  await expect(sparse.insertOne({ k: 1 })).rejects.toMatchObject({ code: 11000 });
  await expect(sparse.insertOne({ p: 1 })).rejects.toMatchObject({ code: 11000 });
});

test('a unique index over duplicates is not built', async () => {
  const rows = await mongo.filled('duplicates', [{ k: 1 }, { k: 1 }]);
  const duplicate = { code: 11000, keyPattern: { k: 1 } };
  await expect(rows.createIndex({ k: 1 }, { unique: true }, {})).rejects.toMatchObject(duplicate);
  expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_']);
});

test('one name for two keys, one key with other options', async () => {
  const rows = mongo.collection('conflicts');
  await rows.createIndex({ k: 1 }, { unique: true }, {});
  await expect(rows.createIndex({ k: 1 })).rejects.toMatchObject({ code: 86 });
  await expect(rows.createIndex({ other: 1 }, { name: 'k_1' }, {})).rejects.toMatchObject({ code: 86 });
});

test('indexes are listed with their options, and dropped by name', async () => {
  const rows = mongo.collection('listed');
  await rows.createIndex({ a: 1, b: -1 });
  await rows.createIndex({ at: 1 }, { expireAfterSeconds: 5 }, {});
  await rows.createIndex({ title: 'text', body: 'text' }, { weights: { title: 3 } }, {});
  await rows.createIndex({ place: '2dsphere' });
  await rows.createIndex({ h: 'hashed' });
  await rows.createIndex({ '$**': 1 });
  expect(await rows.indexes()).toMatchObject([
    { name: '_id_', key: { _id: 1 } },
    { name: 'a_1_b_-1', key: { a: 1, b: -1 } },
    { name: 'at_1', expireAfterSeconds: 5 },
    { name: 'title_text_body_text', weights: { title: 3, body: 1 } },
    { name: 'place_2dsphere', '2dsphereIndexVersion': 3 },
    { name: 'h_hashed', key: { h: 'hashed' } },
    { name: '$**_1', key: { '$**': 1 } },
  ]);
  await rows.dropIndex('at_1');
  expect(await rows.indexExists('at_1')).toBe(false);
  await expect(rows.dropIndex('at_1')).rejects.toMatchObject({ code: 27 });
  await expect(mongo.collection('nowhere').indexes()).rejects.toMatchObject({ code: 26 });
});

test('a hint takes a name or a key, and must exist', async () => {
  const rows = await mongo.filled('hints', [{ email: 'a@b.c' }]);
  await rows.createIndex({ email: 1 });
  const filter = { email: 'a@b.c' };
  expect(await rows.find(filter).hint('email_1').toArray()).toHaveLength(1);
  expect(await rows.find(filter).hint({ email: 1 }).toArray()).toHaveLength(1);
  expect(await rows.aggregate([{ $match: filter }], { hint: 'email_1' }).toArray()).toHaveLength(1);
  await expect(rows.find({}).hint('nope').toArray()).rejects.toMatchObject({ code: 2 });
});

test('explain tells the stage, the index and the count', async () => {
  const rows = mongo.collection('explained');
  await rows.createIndex({ k: 1 }, { unique: true }, {});
  await rows.insertMany([...rowsOf(1_000, (index) => ({ _id: index, k: index }))]);
  expect(await rows.find({ k: 1 }).explain('executionStats')).toMatchObject({
    queryPlanner: { winningPlan: { inputStage: { stage: 'IXSCAN', indexName: 'k_1' } } },
    executionStats: { nReturned: 1, executionSuccess: true },
  });
  const planned = await rows.find({ _id: 1 }).explain('queryPlanner');
  expect(planned).toMatchObject({ queryPlanner: { winningPlan: { inputStage: { stage: 'IDHACK' } } } });
  expect(planned).not.toHaveProperty('executionStats');
  expect(await rows.find({ unindexed: 1 }).explain()).toMatchObject({ executionStats: { nReturned: 0 } });
  const update = { update: 'explained', updates: [{ q: { k: 1 }, u: { $set: { k: -2 } } }] };
  await mongo.db.command({ explain: update });
  expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, k: 1 });
});
