import { strictEqual } from 'node:assert/strict';
import { StorageError, type Json, type StorageErrorKind } from '@parse/core/adapter';
import { expectIdSet, expectSame } from '../expectations.js';
import { at, byId, EVERYTHING, getRow, keysOf, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

const MEBIBYTE = 1024 * 1024;

/** The first says so in the store's own words. */
const REFUSALS: ReadonlySet<StorageErrorKind> = new Set(['invalid-query', 'too-large']);

/** Sizes that real apps reach. */
export const limitCases = defineCases([
  {
    name: 'a text of 1 MiB comes back',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ s: 'String', o: 'Object' });
      const text = 'x\u00e9'.repeat(MEBIBYTE / 4).padEnd(MEBIBYTE, 'y');
      await storage.insert(schema, row('a', { s: text }));
      await storage.insert(schema, row('b', { o: { deep: { text } } }));
      strictEqual((await getRow(storage, schema, 'a'))?.s, text);
      expectSame((await getRow(storage, schema, 'b'))?.o, { deep: { text } });
    },
  },
  {
    name: 'an array of 10000 elements comes back and grows',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ l: 'Array' });
      const list = Array.from({ length: 10_000 }, (_, index) => index);
      await storage.insert(schema, row('a', { l: list }));
      await storage.update(schema, byId(schema, 'a'), [
        { op: 'add-unique', target: at('l'), values: [5, 10_000] },
      ]);
      expectSame((await getRow(storage, schema, 'a'))?.l, [...list, 10_000]);
    },
  },
  {
    name: 'objects nested 50 deep come back',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ o: 'Object', l: 'Array' });
      let object: Json = { end: true };
      let list: Json = ['end'];
      for (let depth = 0; depth < 50; depth += 1) {
        object = { k: object };
        list = [list];
      }
      await storage.insert(schema, row('a', { o: object, l: list }));
      expectSame(await getRow(storage, schema, 'a'), row('a', { o: object, l: list }));
    },
  },
  {
    name: 'a list of 5000 ids finds its rows',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'String' });
      await storage.insert(schema, row('id42', { v: 'x' }));
      await storage.insert(schema, row('other', { v: 'y' }));
      const values = Array.from({ length: 5000 }, (_, index) => `id${index}`);
      const key = keysOf(schema)('objectId');
      expectIdSet(await storage.find(schema, { op: 'in', key, values }, {}), ['id42']);
      expectIdSet(await storage.find(schema, { op: 'not-in', key, values }, {}), ['other']);
    },
  },
  {
    name: 'a condition of 300 branches is answered',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await storage.insert(schema, row('a', { v: 299 }));
      const key = keysOf(schema)('v');
      const nodes = Array.from({ length: 300 }, (_, value) => ({ op: 'equal', key, value }) as const);
      expectIdSet(await storage.find(schema, { op: 'or', nodes }, {}), ['a']);
    },
  },
  {
    name: 'a class of 200 columns takes a row with all of them',
    run: async ({ storage, createClass }) => {
      const names = Array.from({ length: 200 }, (_, index) => `column${index}`);
      const schema = await createClass(Object.fromEntries(names.map((name) => [name, 'Number' as const])));
      const fields = Object.fromEntries(names.map((name, index) => [name, index]));
      await storage.insert(schema, row('a', fields));
      expectSame(await getRow(storage, schema, 'a'), row('a', fields));
    },
  },
  {
    name: 'a class of 10000 columns takes a row with all of them, or is refused',
    run: async ({ storage, createClass }) => {
      const names = Array.from({ length: 10_000 }, (_, index) => `column${index}`);
      const made = await createClass(
        Object.fromEntries(names.map((name) => [name, 'Number' as const])),
      ).catch((error: unknown) => {
        if (StorageError.isInstance(error) && REFUSALS.has(error.kind)) return undefined;
        throw error;
      });
      if (!made) return;
      const fields = Object.fromEntries(names.map((name, index) => [name, index]));
      await storage.insert(made, row('a', fields));
      expectSame(await getRow(storage, made, 'a'), row('a', fields));
    },
  },
  {
    name: '1000 rows are found and counted',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      const ids = Array.from({ length: 1000 }, (_, index) => `r${index}`);
      await Promise.all(ids.map((id, index) => storage.insert(schema, row(id, { v: index }))));
      strictEqual((await storage.find(schema, EVERYTHING, {})).length, 1000);
      strictEqual(await storage.count(schema, { op: 'less', key: keysOf(schema)('v'), value: 500 }), 500);
    },
  },
]);
