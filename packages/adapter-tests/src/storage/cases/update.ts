import { ok, strictEqual } from 'node:assert/strict';
import type { FieldOp } from '@parse/core/adapter';
import { expectFailure, expectIdSet, expectSame } from '../expectations.js';
import { at, byId, EVERYTHING, getRow, insertRows, keysOf, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

const set = (value: number): FieldOp => ({ op: 'set', target: at('v'), value });

/** What `update` and `updateMany` do with rows, whatever the operations. */
export const updateCases = defineCases([
  {
    name: 'update returns the row as it is afterwards',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', w: 'String' });
      await insertRows(storage, schema, { a: { v: 1, w: 'x' }, b: { v: 1 } });
      expectSame(await storage.update(schema, byId(schema, 'a'), [set(2)]), row('a', { v: 2, w: 'x' }));
      expectSame(await getRow(storage, schema, 'a'), row('a', { v: 2, w: 'x' }));
      expectSame(await getRow(storage, schema, 'b'), row('b', { v: 1 }));
    },
  },
  {
    name: 'update returns null when no row satisfies the condition',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 } });
      strictEqual(await storage.update(schema, byId(schema, 'b'), [set(2)]), null);
      expectSame((await getRow(storage, schema, 'a'))?.v, 1);
    },
  },
  {
    name: 'update changes nothing when its guard fails',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 } });
      const guard = { op: 'equal', key: keysOf(schema)('v'), value: 5 } as const;
      const where = { op: 'and', nodes: [byId(schema, 'a'), guard] } as const;
      strictEqual(await storage.update(schema, where, [set(2)]), null);
      expectSame((await getRow(storage, schema, 'a'))?.v, 1);
    },
  },
  {
    name: 'update changes one row, however many satisfy the condition',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 }, b: { v: 1 }, c: { v: 1 } });
      ok(await storage.update(schema, EVERYTHING, [set(2)]));
      strictEqual(await storage.count(schema, { op: 'equal', key: keysOf(schema)('v'), value: 2 }), 1);
    },
  },
  {
    name: 'update returns at least the fields asked for and the objectId',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', w: 'String' });
      await insertRows(storage, schema, { a: { v: 1, w: 'x' } });
      const changed = await storage.update(schema, byId(schema, 'a'), [set(2)], { fields: ['v'] });
      strictEqual(changed?.objectId, 'a');
      strictEqual(changed.v, 2);
    },
  },
  {
    name: 'update returns the ACL when it is asked for',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      const ACL = { ann: { read: true, write: true }, '*': { read: true } };
      await insertRows(storage, schema, { a: { v: 1, ACL } });
      const changed = await storage.update(schema, byId(schema, 'a'), [set(2)], { fields: ['v', 'ACL'] });
      expectSame(changed?.ACL, ACL);
      strictEqual(changed?.v, 2);
    },
  },
  {
    name: 'update with no operation returns the row',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 } });
      expectSame(await storage.update(schema, byId(schema, 'a'), []), row('a', { v: 1 }));
    },
  },
  {
    name: 'update sets updatedAt as plain text',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({});
      await insertRows(storage, schema, { a: {} });
      const updatedAt = '2022-02-02T02:02:02.002Z';
      await storage.update(schema, byId(schema, 'a'), [
        { op: 'set', target: at('updatedAt'), value: updatedAt },
      ]);
      expectSame(await getRow(storage, schema, 'a'), row('a', { updatedAt }));
    },
  },
  {
    name: 'update ignores case when the hint says so',
    needs: ['caseInsensitive'],
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', w: 'String' });
      await insertRows(storage, schema, { a: { w: 'Ann' } });
      const where = { op: 'equal', key: keysOf(schema)('w'), value: 'aNN' } as const;
      strictEqual(await storage.update(schema, where, [set(2)]), null);
      ok(await storage.update(schema, where, [set(2)], { hints: { caseInsensitive: true } }));
    },
  },
  {
    name: 'an operation that does not fit fails and changes nothing',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', o: 'Object' });
      await insertRows(storage, schema, { a: { v: 1, o: { k: 'text' } } });
      const ops: readonly FieldOp[] = [set(2), { op: 'increment', target: at('o', 'k'), amount: 1 }];
      await expectFailure(storage.update(schema, byId(schema, 'a'), ops), 'invalid-query');
      expectSame(await getRow(storage, schema, 'a'), row('a', { v: 1, o: { k: 'text' } }));
    },
  },
  {
    name: 'updateMany changes every row that satisfies the condition and counts them',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 }, b: { v: 2 }, c: { v: 3 }, d: {} });
      const key = keysOf(schema)('v');
      strictEqual(
        await storage.updateMany(schema, { op: 'greater', key, value: 1 }, [
          { op: 'increment', target: at('v'), amount: 10 },
        ]),
        2,
      );
      expectIdSet(await storage.find(schema, { op: 'in', key, values: [12, 13] }, {}), ['b', 'c']);
      expectSame((await getRow(storage, schema, 'a'))?.v, 1);
    },
  },
  {
    name: 'updateMany counts rows it leaves as they were',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 }, b: { v: 2 } });
      strictEqual(await storage.updateMany(schema, EVERYTHING, [set(2)]), 2);
    },
  },
  {
    name: 'updateMany counts 0 when no row satisfies the condition',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      strictEqual(await storage.updateMany(schema, EVERYTHING, [set(2)]), 0);
    },
  },
]);
