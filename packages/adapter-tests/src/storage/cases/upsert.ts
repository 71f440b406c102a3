import { strictEqual } from 'node:assert/strict';
import type { FieldOp } from '@parse/core/adapter';
import { expectFailure, expectSame } from '../expectations.js';
import { at, byId, EVERYTHING, getRow, insertRows, keysOf, race, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

const ops: readonly FieldOp[] = [
  { op: 'increment', target: at('n'), amount: 1 },
  { op: 'set-on-insert', target: at('s'), value: 'new' },
];

/** `upsert`. */
export const upsertCases = defineCases([
  {
    name: 'upsert changes the row that satisfies the condition',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ n: 'Number', s: 'String' });
      await insertRows(storage, schema, { a: { n: 1 } });
      expectSame(
        await storage.upsert(schema, byId(schema, 'a'), row('z', { n: 100 }), ops),
        row('a', { n: 2 }),
      );
      strictEqual(await storage.count(schema, EVERYTHING), 1);
    },
  },
  {
    name: 'upsert stores the object, with set-on-insert applied, when no row satisfies the condition',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ n: 'Number', s: 'String' });
      await insertRows(storage, schema, { a: { n: 1 } });
      const where = { op: 'equal', key: keysOf(schema)('n'), value: 7 } as const;
      expectSame(
        await storage.upsert(schema, where, row('z', { n: 100 }), ops),
        row('z', { n: 100, s: 'new' }),
      );
      expectSame(await getRow(storage, schema, 'z'), row('z', { n: 100, s: 'new' }));
      expectSame((await getRow(storage, schema, 'a'))?.n, 1);
    },
  },
  {
    name: 'upsert that would take an existing objectId fails',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ n: 'Number', s: 'String' });
      await insertRows(storage, schema, { a: { n: 1 } });
      const where = { op: 'equal', key: keysOf(schema)('n'), value: 7 } as const;
      await expectFailure(storage.upsert(schema, where, row('a', { n: 100 }), ops), 'duplicate-value');
      expectSame((await getRow(storage, schema, 'a'))?.n, 1);
    },
  },
  {
    name: '50 upserts racing for one unique value leave one row',
    needs: ['uniqueIndexes'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ n: 'Number', s: 'String' });
      await storage.ensureIndex(schema, {
        name: 'unique_s',
        keys: { s: 1 },
        options: { unique: true, sparse: true },
      });
      const where = { op: 'equal', key: keysOf(schema)('s'), value: 'x' } as const;
      const { won } = await race(50, (racer) =>
        storage.upsert(schema, where, row(`r${racer}`, { s: 'x', n: 1 }), [
          { op: 'increment', target: at('n'), amount: 1 },
        ]),
      );
      const [stored, ...others] = await storage.find(schema, EVERYTHING, {});
      strictEqual(others.length, 0);
      // Losers may be told of the duplicate; whoever was told of success has counted.
      strictEqual(stored?.n, won.length);
    },
  },
]);
