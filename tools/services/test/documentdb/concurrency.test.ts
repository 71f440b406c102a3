import { expect, test } from 'vitest';
import { useMongo } from '../support/mongo.js';

const mongo = useMongo();

function times<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

test('fifty writers and readers', async () => {
  const rows = mongo.collection('mixed');
  await times(50, async (writer) => {
    for (let i = 0; i < 10; i++) {
      await rows.insertOne({ writer, i });
      await rows.updateOne({ writer, i }, { $inc: { n: 1 } });
      await rows.find({ writer }).limit(5).toArray();
    }
  });
  expect(await rows.countDocuments({ n: 1 })).toBe(500);
});

test('a hundred increments of one row give a hundred values', async () => {
  const rows = await mongo.filled('counter', [{ _id: 1, n: 0 }]);
  const after = { returnDocument: 'after' } as const;
  const results = await times(100, () => rows.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, after));
  expect(new Set(results.map((row): unknown => row?.['n'])).size).toBe(100);
});

test('upserts that race for a unique key make one row and no error', async () => {
  const rows = mongo.collection('upserts');
  await rows.createIndex({ k: 1 }, { unique: true }, {});
  const upsert = { upsert: true };
  await times(20, () => rows.updateOne({ k: 1 }, { $inc: { n: 1 } }, upsert));
  await times(20, () => rows.findOneAndUpdate({ k: 1 }, { $inc: { n: 1 } }, upsert));
  expect(await rows.find().toArray()).toMatchObject([{ k: 1, n: 40 }]);
});

test('of inserts that race for a unique key, one wins', async () => {
  const rows = mongo.collection('unique');
  await rows.createIndex({ k: 1 }, { unique: true }, {});
  const codes = await times(30, () =>
    rows.insertOne({ k: 1 }).then(
      () => 'stored',
      (error: unknown) => (error as { code: number }).code,
    ),
  );
  expect(codes.filter((code) => code !== 11000)).toEqual(['stored']);
});

test('a collection and its indexes may be created by many at once', async () => {
  await times(30, (i) => mongo.collection('race').insertOne({ i }));
  await times(10, () => mongo.collection('race').createIndex({ i: 1 }));
  await times(6, (i) => mongo.collection('race').createIndex({ [`f${i}`]: 1 }));
  expect(await mongo.collection('race').indexes()).toHaveLength(8);
});
