import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { privateService } from '../../src/index.js';

/** PostgreSQL below DocumentDB then has room for the locks of one or two hundred collections. */
const fewLocks = { max_connections: 40, max_locks_per_transaction: 10 };

test('a database of more collections than can be locked at once is dropped', async () => {
  const engine = await privateService('mongo', fewLocks);
  const client = await new MongoClient(engine.uri).connect();
  try {
    const kept = client.db('kept').collection('c');
    await kept.insertOne({ a: 1 });
    const dropped = client.db('dropped');
    for (let n = 0; n < 300; n++) await dropped.createCollection(`c${n}`);
    await dropped.dropDatabase();
    expect(await dropped.listCollections().toArray()).toEqual([]);
    expect(await kept.countDocuments()).toBe(1);
  } finally {
    await client.close();
    await engine.remove();
  }
});
