import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { ClassSchema, StorageAdapter, StorageError, StoredObject } from '@parse/core/adapter';
import { expectIds, expectSame, expectStorageError } from '../expectations.js';
import { EVERYTHING, getRow, insertRows, race, row } from '../fixture.js';
import { defineCases, type StorageCase } from '../storage-case.js';

const storingMany = (each: Omit<StorageCase, 'method'>): StorageCase => ({ ...each, method: 'insertMany' });

async function insertMany(
  storage: StorageAdapter,
  schema: ClassSchema,
  objects: readonly StoredObject[],
): Promise<readonly (Error | undefined)[]> {
  return (await storage.insertMany?.(schema, objects)) ?? [];
}

/** The kinds and columns of what was refused, in the order of the objects; undefined for what was stored. */
function refusals(outcomes: readonly (Error | undefined)[]): readonly (StorageError['fields'] | undefined)[] {
  return outcomes.map((outcome) => outcome && expectStorageError(outcome, 'duplicate-value').fields);
}

/** `insertMany`. */
export const insertManyCases = defineCases([
  storingMany({
    name: 'many rows stored at once come back as they were, in their order',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', w: 'String', o: 'Object', list: 'Array' });
      const objects = Array.from({ length: 7 }, (_, index) =>
        row(`r${index}`, { v: index, w: `"${index}'`, o: { index, 'a-b': [null] }, list: [index, {}] }),
      );
      deepStrictEqual(refusals(await insertMany(storage, schema, objects)), Array(7).fill(undefined));
      const found = await storage.find(schema, EVERYTHING, {});
      if (storage.capabilities.insertionOrder) {
        expectIds(
          found,
          objects.map(({ objectId }) => objectId),
        );
      }
      for (const object of objects) expectSame(await getRow(storage, schema, object.objectId), object);
    },
  }),
  storingMany({
    name: 'no rows stored at once are none',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      deepStrictEqual(await insertMany(storage, schema, []), []);
      strictEqual(await storage.count(schema, EVERYTHING), 0);
    },
  }),
  storingMany({
    name: 'many rows stored at once need not set the same columns',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', w: 'String' });
      const ann = { ann: { read: true, write: true } };
      const objects = [
        row('a', { v: 1 }),
        row('b', { w: 'x', v: 2 }),
        row('c'),
        row('d', { v: null }),
        row('e', { v: 3, ACL: ann }),
      ];
      deepStrictEqual(refusals(await insertMany(storage, schema, objects)), Array(5).fill(undefined));
      for (const object of objects) expectSame(await getRow(storage, schema, object.objectId), object);
    },
  }),
  storingMany({
    name: 'of many rows those with an objectId that exists are refused alone',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { b: { v: 0 } });
      const objects = [row('a', { v: 1 }), row('b', { v: 2 }), row('c', { v: 3 }), row('c', { v: 4 })];
      const [a, b, ...both] = refusals(await insertMany(storage, schema, objects));
      deepStrictEqual([a, b], [undefined, ['objectId']]);
      expectSame((await getRow(storage, schema, 'b'))?.v, 0);
      // Of the two that exclude each other one is stored, whichever it is.
      deepStrictEqual(both.filter(Boolean), [['objectId']]);
      expectSame((await getRow(storage, schema, 'c'))?.v, both[0] ? 4 : 3);
      strictEqual(await storage.count(schema, EVERYTHING), 3);
    },
  }),
  storingMany({
    name: 'of many rows those that a unique index refuses are refused alone',
    needs: ['uniqueIndexes'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'String', w: 'String' });
      const options = { unique: true, sparse: true };
      await storage.ensureIndex(schema, { name: 'unique_v', keys: { v: 1 }, options });
      await insertRows(storage, schema, { a: { v: 'x' } });
      const objects = [
        row('b', { v: 'y' }),
        row('c', { v: 'x' }),
        row('d', { v: 'y' }),
        row('e', { w: 'x' }),
      ];
      const [b, c, d, e] = refusals(await insertMany(storage, schema, objects));
      deepStrictEqual([c, e], [['v'], undefined]);
      // Of the two that exclude each other one is stored, whichever it is.
      deepStrictEqual([b, d].filter(Boolean), [['v']]);
      strictEqual(await storage.count(schema, EVERYTHING), 3);
    },
  }),
  storingMany({
    name: 'of lists of rows stored at the same time every objectId is stored once',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      const ids = Array.from({ length: 8 }, (_, index) => `r${index}`);
      const { won, lost } = await race(10, (racer) => {
        const order = racer % 2 === 0 ? ids : ids.toReversed();
        const objects = order.map((objectId) => row(objectId, { v: racer }));
        return insertMany(storage, schema, objects);
      });
      deepStrictEqual(lost, []);
      const outcomes = won.flatMap(refusals);
      strictEqual(outcomes.filter((refused) => refused === undefined).length, ids.length);
      strictEqual(outcomes.length, 80);
      strictEqual(await storage.count(schema, EVERYTHING), ids.length);
    },
  }),
]);
