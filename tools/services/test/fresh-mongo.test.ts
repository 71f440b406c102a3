import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { freshDatabase, serviceUri } from '../src/index.js';
import { dropDatabases, hasEnded, testDatabaseName } from '../src/testing/test-databases.js';

test('a fresh database has no collection of the last', async () => {
  const first = await freshDatabase('mongo');
  const client = await new MongoClient(first.uri).connect();
  await client.db().collection('left_over').insertOne({ a: 1 });
  expect(await freshDatabase('mongo')).toEqual(first);
  expect(await client.db().listCollections().toArray()).toEqual([]);
  await client.close();
});

test('databases of runs that were killed are removed, those of others stay', async () => {
  const service = { name: 'mongo', uri: serviceUri('mongo') } as const;
  const neverAProcess = '99999999';
  const client = await new MongoClient(service.uri).connect();
  const names = [
    testDatabaseName(neverAProcess, 'x'),
    testDatabaseName(String(process.pid), 'x'),
    'somebody_else',
  ];
  for (const name of names) await client.db(name).collection('c').insertOne({ a: 1 });
  await dropDatabases(service, hasEnded);
  const { databases } = await client.db().admin().listDatabases();
  expect(names.map((name) => databases.some((database) => database.name === name))).toEqual([
    false,
    true,
    true,
  ]);
  for (const name of names) await client.db(name).dropDatabase();
  await client.close();
});
