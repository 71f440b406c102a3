import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import type { FieldOp } from '@parse/core/adapter';
import { expectFailure, expectIdSet, expectSame, expectStorageError } from '../expectations.js';
import { at, byId, EVERYTHING, getRow, insertRows, race, row } from '../fixture.js';
import type { StorageCase } from '../storage-case.js';

const plusOne: readonly FieldOp[] = [{ op: 'increment', target: at('v'), amount: 1 }];
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** `transaction`. Outside calls are started but not awaited inside, since a store may let them wait for its end. */
export const transactionCases: readonly StorageCase[] = [
  transactionCase(
    'transaction: all writes are there when it resolves, and its result is passed on',
    async ({ storage, createClass }) => {
      const one = await createClass({ v: 'Number' }, 'One');
      const two = await createClass({ v: 'Number' }, 'Two');
      await insertRows(storage, one, { a: { v: 1 }, b: { v: 1 } });
      const result = await storage.transaction(async (rows) => {
        await rows.insert(two, row('x', { v: 9 }));
        await rows.update(one, byId(one, 'a'), plusOne);
        await rows.remove(one, byId(one, 'b'));
        return 'done';
      });
      strictEqual(result, 'done');
      expectSame(await storage.find(one, EVERYTHING, {}), [row('a', { v: 2 })]);
      expectSame(await getRow(storage, two, 'x'), row('x', { v: 9 }));
    },
  ),
  transactionCase(
    'transaction: no write is there when it rejects, and the rejection is passed on',
    async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 }, b: { v: 1 } });
      const reason = new RangeError('changed my mind');
      await rejects(
        storage.transaction(async (rows) => {
          await rows.insert(schema, row('c', { v: 1 }));
          await rows.update(schema, byId(schema, 'a'), plusOne);
          await rows.updateMany(schema, EVERYTHING, plusOne);
          await rows.upsert(schema, byId(schema, 'd'), row('d'), []);
          await rows.remove(schema, byId(schema, 'b'));
          throw reason;
        }),
        (error) => error === reason,
      );
      expectIdSet(await storage.find(schema, EVERYTHING, {}), ['a', 'b']);
      expectSame((await getRow(storage, schema, 'a'))?.v, 1);
      await storage.insert(schema, row('c', { v: 5 }));
    },
  ),
  transactionCase('transaction: it reads what it wrote', async ({ storage, createClass }) => {
    const schema = await createClass({ v: 'Number' });
    await insertRows(storage, schema, { a: { v: 1 }, b: { v: 1 } });
    await storage.transaction(async (rows) => {
      await rows.update(schema, byId(schema, 'a'), plusOne);
      await rows.insert(schema, row('c'));
      await rows.remove(schema, byId(schema, 'b'));
      expectSame((await getRow(rows, schema, 'a'))?.v, 2);
      expectIdSet(await rows.find(schema, EVERYTHING, {}), ['a', 'c']);
      strictEqual(await rows.count(schema, EVERYTHING), 2);
    });
  }),
  transactionCase('transaction: nobody outside sees a part of it', async ({ storage, createClass }) => {
    const schema = await createClass({ v: 'Number' });
    const counts: Promise<number>[] = [];
    await storage.transaction(async (rows) => {
      await rows.insert(schema, row('a'));
      counts.push(storage.count(schema, EVERYTHING));
      await pause();
      await rows.insert(schema, row('b'));
      counts.push(storage.count(schema, EVERYTHING));
      await pause();
    });
    for (const count of await Promise.all(counts)) ok(count === 0 || count === 2, `saw ${count} of 2 rows`);
    strictEqual(await storage.count(schema, EVERYTHING), 2);
  }),
  transactionCase('transaction: a write outside meanwhile is not lost', async ({ storage, createClass }) => {
    const schema = await createClass({ v: 'Number' });
    await insertRows(storage, schema, { a: { v: 0 }, b: { v: 0 } });
    const outside: Promise<unknown>[] = [];
    await storage.transaction(async (rows) => {
      await rows.update(schema, byId(schema, 'a'), plusOne);
      outside.push(
        storage.insert(schema, row('c', { v: 7 })),
        storage.update(schema, byId(schema, 'b'), plusOne),
      );
      await pause();
    });
    await Promise.all(outside);
    expectSame((await getRow(storage, schema, 'a'))?.v, 1);
    expectSame((await getRow(storage, schema, 'b'))?.v, 1);
    expectSame((await getRow(storage, schema, 'c'))?.v, 7);
  }),
  transactionCase(
    'transaction: a write outside survives when the transaction is given up',
    async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      const outside: Promise<unknown>[] = [];
      await rejects(
        storage.transaction(async (rows) => {
          await rows.insert(schema, row('a'));
          outside.push(storage.insert(schema, row('b')));
          await pause();
          throw new RangeError('given up');
        }),
      );
      await Promise.all(outside);
      expectIdSet(await storage.find(schema, EVERYTHING, {}), ['b']);
    },
  ),
  transactionCase(
    'transaction: those that change one row at the same time count once each, or fail as conflicts',
    async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 0 } });
      const { won, lost } = await race(10, () =>
        storage.transaction(async (rows) => {
          const before = await getRow(rows, schema, 'a');
          await pause();
          const value = Number(before?.v) + 1;
          await rows.update(schema, byId(schema, 'a'), [{ op: 'set', target: at('v'), value }]);
        }),
      );
      ok(won.length >= 1);
      for (const failure of lost) expectStorageError(failure, 'write-conflict');
      expectSame((await getRow(storage, schema, 'a'))?.v, won.length);
    },
  ),
  transactionCase(
    'transaction: a refused value undoes the writes before it',
    async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 } });
      const attempt = storage.transaction(async (rows) => {
        await rows.insert(schema, row('b'));
        await rows.insert(schema, row('a'));
      });
      await expectFailure(attempt, 'duplicate-value');
      expectIdSet(await storage.find(schema, EVERYTHING, {}), ['a']);
    },
  ),
  transactionCase(
    'transaction: unique indexes hold across those that commit',
    async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      if (!storage.capabilities.uniqueIndexes) return;
      await storage.ensureIndex(schema, {
        name: 'unique_v',
        keys: { v: 1 },
        options: { unique: true, sparse: true },
      });
      const { won, lost } = await race(5, (racer) =>
        storage.transaction(async (rows) => {
          await rows.insert(schema, row(`r${racer}`, { v: 1 }));
          await pause();
        }),
      );
      strictEqual(won.length, 1);
      for (const failure of lost) expectStorageError(failure, 'write-conflict', 'duplicate-value');
      strictEqual(await storage.count(schema, EVERYTHING), 1);
    },
  ),
  transactionCase('transaction: one without writes resolves', async ({ storage, createClass }) => {
    const schema = await createClass({ v: 'Number' });
    await insertRows(storage, schema, { a: { v: 1 } });
    deepStrictEqual(await storage.transaction((rows) => rows.count(schema, EVERYTHING)), 1);
  }),
];

function transactionCase(name: string, run: StorageCase['run']): StorageCase {
  return { name, needs: ['transactions'], run };
}
