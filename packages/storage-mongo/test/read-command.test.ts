import { withSystemFields, type ClassSchema } from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { expect, test } from 'vitest';
import { mongoStorage } from '../src/index.js';
import { testContext } from './support/test-context.js';

const schema: ClassSchema = withSystemFields({
  className: 'Thing',
  fields: { n: { type: 'Number' }, text: { type: 'String' }, list: { type: 'Array' } },
  permissions: {},
  indexes: {},
});
const everything = { op: 'everything' } as const;
const key = (field: string) => ({ field, path: [], schema: schema.fields[field] });
const byNumber = [{ key: key('n'), descending: false }];
const byList = [{ key: key('list'), descending: false }, ...byNumber];
const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

async function openStorage(options: { readonly batchSize?: number } = {}) {
  const { uri } = await freshDatabase('mongo');
  const storage = mongoStorage({ uri, watchClasses: false, ...options });
  await storage.open(testContext);
  return storage;
}

test('rows come in order and none is lost, however many documents the database gives at once', async () => {
  const storage = await openStorage({ batchSize: 3 });
  for (const [n, objectId] of ids.entries()) await storage.insert(schema, { objectId, n });
  const named = { op: 'in', key: key('objectId'), values: ids } as const;
  const one = { op: 'equal', key: key('objectId'), value: 'd' } as const;
  const cases = [
    [everything, { sort: byNumber }, ids],
    [everything, { sort: byList }, ids],
    [everything, { sort: byNumber, limit: 2 }, ids.slice(0, 2)],
    [everything, { sort: byNumber, limit: 3 }, ids.slice(0, 3)],
    [everything, { sort: byList, limit: 3 }, ids.slice(0, 3)],
    [everything, { sort: byNumber, limit: 4 }, ids.slice(0, 4)],
    [everything, { sort: byNumber, limit: 6, skip: 2 }, ids.slice(2)],
    [named, { sort: byNumber }, ids],
    [one, {}, ['d']],
  ] as const;
  for (const [where, options, expected] of cases) {
    const rows = await storage.find(schema, where, options);
    expect(rows.map(({ objectId }) => objectId)).toEqual(expected);
  }
  expect(await storage.count(schema, everything)).toBe(ids.length);
  await storage.close();
});

test('rows that are too large for one answer of the database are all there', async () => {
  const storage = await openStorage();
  const text = 'x'.repeat(6 * 1024 * 1024);
  for (const [n, objectId] of ['a', 'b', 'c'].entries()) await storage.insert(schema, { objectId, n, text });
  const rows = await storage.find(schema, everything, { sort: byNumber, limit: 3 });
  expect(rows.map(({ objectId, text: read }) => [objectId, read === text])).toEqual([
    ['a', true],
    ['b', true],
    ['c', true],
  ]);
  await storage.close();
}, 60_000);
