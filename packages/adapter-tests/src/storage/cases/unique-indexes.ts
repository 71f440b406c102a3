import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { ClassSchema, IndexDefinition, StorageAdapter } from '@parse/core/adapter';
import { expectFailure, expectSame, expectStorageError } from '../expectations.js';
import { at, byId, EVERYTHING, getRow, insertRows, race, row } from '../fixture.js';
import { defineCases, type StorageCase } from '../storage-case.js';

const unique: IndexDefinition = { name: 'unique_v', keys: { v: 1 }, options: { unique: true, sparse: true } };

const withIndex = (
  name: string,
  prove: (storage: StorageAdapter, schema: ClassSchema) => Promise<void>,
  index: IndexDefinition = unique,
): StorageCase => ({
  name,
  needs: index.options?.caseInsensitive ? ['uniqueIndexes', 'caseInsensitive'] : ['uniqueIndexes'],
  run: async ({ storage, createClass }) => {
    const schema = await createClass({ v: 'String', w: 'String' });
    await storage.ensureIndex(schema, index);
    await prove(storage, schema);
  },
});

/** Unique indexes. */
export const uniqueIndexCases = defineCases([
  withIndex(
    'a unique index refuses a second row with the value and tells the field',
    async (storage, schema) => {
      await insertRows(storage, schema, { a: { v: 'x' }, b: { v: 'y' } });
      const failure = await expectFailure(storage.insert(schema, row('c', { v: 'x' })), 'duplicate-value');
      deepStrictEqual(failure.fields, ['v']);
      strictEqual(await storage.count(schema, EVERYTHING), 2);
    },
  ),
  withIndex('a unique index refuses an update and leaves the row as it was', async (storage, schema) => {
    await insertRows(storage, schema, { a: { v: 'x' }, b: { v: 'y', w: 'old' } });
    const ops = [
      { op: 'set', target: at('w'), value: 'new' },
      { op: 'set', target: at('v'), value: 'x' },
    ] as const;
    await expectFailure(storage.update(schema, byId(schema, 'b'), ops), 'duplicate-value');
    expectSame(await getRow(storage, schema, 'b'), row('b', { v: 'y', w: 'old' }));
  }),
  withIndex('a unique index lets a row keep its value', async (storage, schema) => {
    await insertRows(storage, schema, { a: { v: 'x' } });
    await storage.update(schema, byId(schema, 'a'), [{ op: 'set', target: at('v'), value: 'x' }]);
    expectSame((await getRow(storage, schema, 'a'))?.v, 'x');
  }),
  withIndex('a sparse unique index passes over rows without a value', async (storage, schema) => {
    await insertRows(storage, schema, { a: {}, b: {}, c: { v: 'x' } });
    strictEqual(await storage.count(schema, EVERYTHING), 3);
  }),
  withIndex('a unique index frees a value that is removed or changed', async (storage, schema) => {
    await insertRows(storage, schema, { a: { v: 'x' }, b: { v: 'y' } });
    await storage.remove(schema, byId(schema, 'a'));
    await storage.update(schema, byId(schema, 'b'), [{ op: 'unset', target: at('v') }]);
    await insertRows(storage, schema, { c: { v: 'x' }, d: { v: 'y' } });
    strictEqual(await storage.count(schema, EVERYTHING), 3);
  }),
  withIndex('a unique index tells upper from lower case', async (storage, schema) => {
    await insertRows(storage, schema, { a: { v: 'x' }, b: { v: 'X' } });
    strictEqual(await storage.count(schema, EVERYTHING), 2);
  }),
  withIndex(
    'a unique index that ignores case refuses the other spelling',
    async (storage, schema) => {
      await insertRows(storage, schema, { a: { v: 'Ann' } });
      await expectFailure(storage.insert(schema, row('b', { v: 'aNN' })), 'duplicate-value');
      await storage.insert(schema, row('c', { v: 'Anna' }));
    },
    { name: 'folded_v', keys: { v: 1 }, options: { unique: true, sparse: true, caseInsensitive: true } },
  ),
  withIndex(
    'a unique index on two fields refuses equal pairs only',
    async (storage, schema) => {
      await insertRows(storage, schema, {
        a: { v: 'x', w: '1' },
        b: { v: 'x', w: '2' },
        c: { v: 'y', w: '1' },
      });
      const failure = await expectFailure(
        storage.insert(schema, row('d', { v: 'x', w: '2' })),
        'duplicate-value',
      );
      deepStrictEqual(failure.fields.toSorted(), ['v', 'w']);
    },
    { name: 'pair', keys: { v: 1, w: 1 }, options: { unique: true, sparse: true } },
  ),
  withIndex('ensureIndex leaves an index alone that exists', async (storage, schema) => {
    await storage.ensureIndex(schema, unique);
    await insertRows(storage, schema, { a: { v: 'x' } });
    await expectFailure(storage.insert(schema, row('b', { v: 'x' })), 'duplicate-value');
  }),
  {
    name: 'ensureIndex fails when rows break the index',
    needs: ['uniqueIndexes'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'String' });
      await insertRows(storage, schema, { a: { v: 'x' }, b: { v: 'x' } });
      await expectFailure(storage.ensureIndex(schema, unique), 'duplicate-value');
      await storage.insert(schema, row('c', { v: 'x' }));
    },
  },
  {
    name: 'ensureIndex shows in no class',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'String' });
      await storage.ensureIndex(schema, { name: 'plain_v', keys: { v: -1 } });
      const stored = (await storage.loadClasses()).find(({ className }) => className === schema.className);
      deepStrictEqual(Object.keys(stored?.indexes ?? {}), []);
    },
  },
  withIndex('50 racers for one unique value: exactly one wins', async (storage, schema) => {
    const { won, lost } = await race(50, (racer) => storage.insert(schema, row(`r${racer}`, { v: 'x' })));
    strictEqual(won.length, 1);
    for (const failure of lost) expectStorageError(failure, 'duplicate-value');
    strictEqual(await storage.count(schema, EVERYTHING), 1);
  }),
]);
