import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { collectionOf } from './database.js';

test('collections are kept, but not without end', async () => {
  const uri = 'mongodb://127.0.0.1:1/x';
  const client = new MongoClient(uri);
  const database = { db: client.db(), collections: new Map(), options: { uri, collectionPrefix: 'p_' } };
  const first = collectionOf(database, 'Thing');
  expect(first.collectionName).toBe('p_Thing');
  expect(collectionOf(database, 'Thing')).toBe(first);
  for (let number = 0; number < 25_000; number += 1) collectionOf(database, `Asked${number}`);
  expect(database.collections.size).toBeLessThanOrEqual(10_000);
  await client.close();
});
