import { beforeAll, expect, test } from 'vitest';
import { useMongo } from '../support/mongo.js';

const mongo = useMongo();
const insensitive = { locale: 'en', strength: 2 };

beforeAll(async () => {
  await mongo.filled('names', [{ n: 'Bob' }, { n: 'bob' }, { n: 'al' }]);
});

test('finds, counts, groups, sorts and deletes without regard to case', async () => {
  const names = mongo.collection('names');
  const options = { collation: insensitive };
  expect(await names.find({ n: 'BOB' }, options).toArray()).toHaveLength(2);
  expect(await names.countDocuments({ n: 'BOB' }, options)).toBe(2);
  const groups = await names.aggregate([{ $match: { n: 'BOB' } }, { $count: 'n' }], options).toArray();
  expect(groups).toEqual([{ n: 2 }]);
  expect(await names.find({}, options).sort({ n: 1 }).next()).toMatchObject({ n: 'al' });
  expect(await names.deleteMany({ n: 'AL' }, options)).toMatchObject({ deletedCount: 1 });
});

test('an index may have a collation, as the one for case-insensitive user names', async () => {
  const names = mongo.collection('names');
  await names.createIndex({ n: 1 }, { collation: insensitive, sparse: true, name: 'case_insensitive_n' }, {});
  expect(await names.find({ n: 'BOB' }).collation(insensitive).toArray()).toHaveLength(2);
  expect(await names.indexes()).toContainEqual(
    expect.objectContaining({ name: 'case_insensitive_n', collation: insensitive, sparse: true }),
  );
});

test('numbers in text are ordered as numbers when asked for', async () => {
  const numbers = await mongo.filled('numbers', [{ n: '10' }, { n: '2' }]);
  const collation = { locale: 'en', numericOrdering: true };
  expect(await numbers.find().collation(collation).sort({ n: 1 }).next()).toMatchObject({ n: '2' });
});
