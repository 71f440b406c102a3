import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { freshDatabase } from '../src/index.js';

test('a fresh database has no collection of the last', async () => {
  const first = await freshDatabase('mongo');
  const client = await new MongoClient(first.uri).connect();
  await client.db().collection('left_over').insertOne({ a: 1 });
  expect(await freshDatabase('mongo')).toEqual(first);
  expect(await client.db().listCollections().toArray()).toEqual([]);
  await client.close();
});
