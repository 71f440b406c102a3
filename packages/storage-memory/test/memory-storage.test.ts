import {
  StorageError,
  type ClassSchema,
  type Json,
  type StorageAdapter,
  type Where,
} from '@parse/core/adapter';
import { expect, test } from 'vitest';
import { memoryStorage } from '../src/index.js';

const schema: ClassSchema = {
  className: 'Thing',
  fields: { objectId: { type: 'String' }, v: { type: 'String' }, o: { type: 'Object' } },
  permissions: {},
  indexes: {},
};
const everything: Where = { op: 'everything' };
const byId = (value: string): Where => ({
  op: 'equal',
  key: { field: 'objectId', path: [], schema: { type: 'String' } },
  value,
});
const setV = (value: string) => [{ op: 'set', target: { field: 'v', path: [] }, value } as const];

async function storageWith(...ids: readonly string[]): Promise<StorageAdapter> {
  const storage = memoryStorage();
  await storage.createClass(schema);
  for (const objectId of ids) await storage.insert(schema, { objectId, v: objectId, o: { k: [1] } });
  return storage;
}

test('results can be changed at the top and not below', async () => {
  const storage = await storageWith('a');
  const [row] = await storage.find(schema, everything, {});
  if (row) row.v = 'mine';
  expect(Object.isFrozen(row?.o)).toBe(true);
  expect(await storage.find(schema, everything, {})).toEqual([{ objectId: 'a', v: 'a', o: { k: [1] } }]);
});

test('an object that was stored stays as changeable as it was', async () => {
  const storage = await storageWith();
  const inner = { k: [1] };
  await storage.insert(schema, { objectId: 'a', o: inner });
  inner.k.push(2);
  expect(await storage.find(schema, everything, {})).toEqual([{ objectId: 'a', o: { k: [1] } }]);
});

test('of a transaction and a write outside that change one row, the first to be done wins', async () => {
  const storage = await storageWith('a');
  const attempt = storage.transaction(async (rows) => {
    await rows.update(schema, byId('a'), setV('inside'));
    await storage.update(schema, byId('a'), setV('outside'));
  });
  await expect(attempt).rejects.toMatchObject({ kind: 'write-conflict' });
  expect(await storage.find(schema, everything, { fields: ['v'] })).toEqual([
    { objectId: 'a', v: 'outside' },
  ]);
});

test('a transaction and a write outside that change different rows of a class both count', async () => {
  const storage = await storageWith('a', 'b');
  await storage.transaction(async (rows) => {
    await rows.update(schema, byId('a'), setV('inside'));
    await storage.update(schema, byId('b'), setV('outside'));
    expect(await rows.find(schema, byId('b'), { fields: ['v'] })).toEqual([{ objectId: 'b', v: 'b' }]);
  });
  const found = await storage.find(schema, everything, {});
  expect(found.map(({ v }) => v)).toEqual(['inside', 'outside']);
});

test('a transaction may hand a unique value from one row to another', async () => {
  const storage = await storageWith('a', 'b');
  await storage.ensureIndex(schema, { name: 'v', keys: { v: 1 }, options: { unique: true } });
  await storage.transaction(async (rows) => {
    await rows.update(schema, byId('a'), setV('free'));
    await rows.update(schema, byId('b'), setV('a'));
    await rows.update(schema, byId('a'), setV('b'));
  });
  const found = await storage.find(schema, everything, {});
  expect(found.map(({ v }) => v)).toEqual(['b', 'a']);
  const third = { objectId: 'c', v: 'a' };
  await expect(storage.insert(schema, third)).rejects.toMatchObject({
    kind: 'duplicate-value',
    fields: ['v'],
  });
});

test('a unique value taken outside meanwhile is a conflict that leaves nothing behind', async () => {
  const storage = await storageWith();
  await storage.ensureIndex(schema, { name: 'v', keys: { v: 1 }, options: { unique: true } });
  const attempt = storage.transaction(async (rows) => {
    await rows.insert(schema, { objectId: 'first', v: 'other' });
    await rows.insert(schema, { objectId: 'inside', v: 'x' });
    await storage.insert(schema, { objectId: 'outside', v: 'x' });
  });
  await expect(attempt).rejects.toMatchObject({ kind: 'write-conflict' });
  const found = await storage.find(schema, everything, {});
  expect(found.map(({ objectId }) => objectId)).toEqual(['outside']);
});

test('a class deleted or changed while a transaction wrote to it is a conflict', async () => {
  const storage = await storageWith('a');
  const attempt = storage.transaction(async (rows) => {
    await rows.update(schema, byId('a'), setV('inside'));
    await storage.deleteClass('Thing');
  });
  await expect(attempt).rejects.toMatchObject({ kind: 'write-conflict' });
  expect(await storage.loadClasses()).toEqual([]);
});

test('a change of a class during a transaction keeps both', async () => {
  const storage = await storageWith('a');
  await storage.transaction(async (rows) => {
    await rows.update(schema, byId('a'), setV('inside'));
    await storage.changeClass('Thing', { addFields: { n: { type: 'Number' } } });
    await storage.insert(schema, { objectId: 'b', v: 'outside' });
    expect(await rows.count(schema, everything)).toBe(1);
  });
  const [loaded] = await storage.loadClasses();
  expect(loaded?.fields.n).toEqual({ type: 'Number' });
  expect((await storage.find(schema, everything, {})).map(({ v }) => v)).toEqual(['inside', 'outside']);
});

test('a value nested without end is refused', async () => {
  const storage = await storageWith();
  const deep = Array.from({ length: 10_000 }).reduce<Json>((inner) => [inner], []);
  const failure = await storage.insert(schema, { objectId: 'a', o: deep }).catch((error: unknown) => error);
  expect(StorageError.isInstance(failure) && failure.kind).toBe('too-large');
});

test('closing keeps the rows', async () => {
  const storage = await storageWith('a');
  await storage.close();
  expect(await storage.count(schema, everything)).toBe(1);
});
