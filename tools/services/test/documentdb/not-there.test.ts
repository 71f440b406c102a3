import { beforeAll, describe, expect, test } from 'vitest';
import { pingMongo } from '../../src/mongo/ping-mongo.js';
import { serviceUri } from '../../src/index.js';
import { useMongo } from '../support/mongo.js';

// What the adapter's tests must not rely on while they run on DocumentDB. When one of these starts to work,
// the README's list gets shorter.

const mongo = useMongo();
const insensitive = { locale: 'en', strength: 2 };
const { engine } = (await pingMongo(serviceUri('mongo'))) ?? {};

describe.runIf(engine === 'DocumentDB')('DocumentDB has not', () => {
  beforeAll(() => mongo.filled('c', [{ _id: 1, n: 'Bob' }]));

  test.each<readonly [string, () => Promise<unknown>]>([
    ['JavaScript', () => mongo.collection('c').find({ $where: 'true' }).toArray()],
    ['change streams', () => mongo.collection('c').watch().next()],
    [
      'client.bulkWrite',
      () => mongo.client.bulkWrite([{ namespace: 'd.c', name: 'insertOne', document: { a: 1 } }]),
    ],
    [
      'unique indexes with a collation',
      () => mongo.collection('c').createIndex({ n: 1 }, { unique: true, collation: insensitive }, {}),
    ],
    [
      'collation on update',
      () => mongo.collection('c').updateMany({ n: 'BOB' }, { $set: { z: 1 } }, { collation: insensitive }),
    ],
    [
      'collation on findAndModify',
      () =>
        mongo.collection('c').findOneAndUpdate({ n: 'BOB' }, { $set: { z: 1 } }, { collation: insensitive }),
    ],
    ['collation on distinct', () => mongo.collection('c').distinct('n', {}, { collation: insensitive })],
    ['capped collections', () => mongo.db.createCollection('capped', { capped: true, size: 100_000 })],
    ['time series', () => mongo.db.createCollection('series', { timeseries: { timeField: 't' } })],
  ])('%s', async (_name, attempt) => {
    await expect(attempt()).rejects.toThrow();
  });

  test('text search with regard to case', async () => {
    await mongo.collection('texts').createIndex({ a: 'text' });
    const search = { $text: { $search: 'Coffee', $caseSensitive: true } };
    await expect(mongo.collection('texts').find(search).toArray()).rejects.toThrow();
  });
});
