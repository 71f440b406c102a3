import { strictEqual } from 'node:assert/strict';
import { expectIdSet } from '../expectations.js';
import { byId, EVERYTHING, insertRows, keysOf, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

/** `remove`. */
export const removeCases = defineCases([
  {
    name: 'remove takes every row that satisfies the condition and counts them',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 }, b: { v: 2 }, c: { v: 3 }, d: {} });
      strictEqual(await storage.remove(schema, { op: 'greater', key: keysOf(schema)('v'), value: 1 }), 2);
      expectIdSet(await storage.find(schema, EVERYTHING, {}), ['a', 'd']);
    },
  },
  {
    name: 'remove counts 0 when no row satisfies the condition',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 } });
      strictEqual(await storage.remove(schema, byId(schema, 'b')), 0);
      strictEqual(await storage.count(schema, EVERYTHING), 1);
    },
  },
  {
    name: 'remove of everything leaves the class',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 }, b: {} });
      strictEqual(await storage.remove(schema, EVERYTHING), 2);
      strictEqual(await storage.count(schema, EVERYTHING), 0);
      await storage.insert(schema, row('a', { v: 5 }));
      strictEqual(await storage.count(schema, EVERYTHING), 1);
    },
  },
]);
