import { expect, test } from 'vitest';
import { idsOf, useMongo } from '../support/mongo.js';

const mongo = useMongo();

test('collections are created, listed, renamed and dropped', async () => {
  await mongo.db.createCollection('made');
  await mongo.collection('made').rename('renamed');
  expect(await mongo.db.listCollections({ name: 'renamed' }).toArray()).toMatchObject([
    { name: 'renamed', type: 'collection' },
  ]);
  expect(await mongo.collection('renamed').drop()).toBe(true);
  expect(await mongo.db.listCollections({}, { nameOnly: true }).toArray()).toEqual([]);
});

test('a validator refuses, a view selects', async () => {
  const validator = { $jsonSchema: { bsonType: 'object', required: ['q'] } };
  const strict = await mongo.db.createCollection('strict', { validator });
  await expect(strict.insertOne({ z: 1 })).rejects.toMatchObject({ code: 121 });
  await mongo.filled('viewed', [
    { _id: 1, a: 1 },
    { _id: 2, a: 2 },
  ]);
  await mongo.db.createCollection('view', { viewOn: 'viewed', pipeline: [{ $match: { a: 1 } }] });
  expect(idsOf(await mongo.collection('view').find().toArray())).toEqual([1]);
});

test('statistics, validation and index changes answer', async () => {
  const rows = await mongo.filled('measured', [{ at: new Date() }]);
  await rows.createIndex({ at: 1 }, { expireAfterSeconds: 1_000 }, {});
  const index = { name: 'at_1', expireAfterSeconds: 100 };
  expect(await mongo.db.command({ collMod: 'measured', index })).toMatchObject({ ok: 1 });
  expect(await mongo.db.command({ collStats: 'measured' })).toMatchObject({ ok: 1, count: 1 });
  expect(await mongo.db.stats()).toMatchObject({ ok: 1 });
  expect(await mongo.db.command({ validate: 'measured' })).toMatchObject({ valid: true });
  expect(await rows.aggregate([{ $indexStats: {} }]).toArray()).toHaveLength(2);
});

test('databases are listed and dropped', async () => {
  await mongo.filled('anything', [{ _id: 1 }]);
  const names = async (): Promise<readonly string[]> =>
    (await mongo.db.admin().listDatabases()).databases.map(({ name }) => name);
  expect(await names()).toContain(mongo.db.databaseName);
  await mongo.db.dropDatabase();
  expect(await names()).not.toContain(mongo.db.databaseName);
});
