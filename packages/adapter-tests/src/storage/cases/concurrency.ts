import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { expectSame, expectSameSet } from '../expectations.js';
import { at, byId, EVERYTHING, getRow, insertRows, keysOf, race, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

const RACERS = 50;

/** Writes that race. */
export const concurrencyCases = defineCases([
  {
    name: '50 racers update behind one guard: exactly one wins',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ state: 'String', winner: 'Number' });
      await insertRows(storage, schema, { a: { state: 'free' } });
      const free = { op: 'equal', key: keysOf(schema)('state'), value: 'free' } as const;
      const where = { op: 'and', nodes: [byId(schema, 'a'), free] } as const;
      const { won } = await race(RACERS, (racer) =>
        storage.update(schema, where, [
          { op: 'set', target: at('state'), value: 'taken' },
          { op: 'set', target: at('winner'), value: racer },
        ]),
      );
      const winners = won.filter((result) => result !== null);
      strictEqual(won.length, RACERS);
      strictEqual(winners.length, 1);
      expectSame((await getRow(storage, schema, 'a'))?.winner, winners[0]?.winner);
    },
  },
  {
    name: '50 increments at the same time add up',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ n: 'Number', o: 'Object' });
      await insertRows(storage, schema, { a: { n: 0 } });
      const { won } = await race(RACERS, () =>
        storage.update(schema, byId(schema, 'a'), [
          { op: 'increment', target: at('n'), amount: 1 },
          { op: 'increment', target: at('o', 'n'), amount: 2 },
        ]),
      );
      strictEqual(won.length, RACERS);
      expectSame(await getRow(storage, schema, 'a'), row('a', { n: RACERS, o: { n: RACERS * 2 } }));
      strictEqual(new Set(won.map((result) => result?.n)).size, RACERS, 'each sees a value of its own');
    },
  },
  {
    name: '50 elements added at the same time are all there',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ l: 'Array', u: 'Array' });
      await insertRows(storage, schema, { a: {} });
      await race(RACERS, (racer) =>
        storage.update(schema, byId(schema, 'a'), [
          { op: 'add', target: at('l'), values: [racer] },
          { op: 'add-unique', target: at('u'), values: [racer % 5] },
        ]),
      );
      const stored = await getRow(storage, schema, 'a');
      const racers = Array.from({ length: RACERS }, (_, racer) => racer);
      expectSameSet(Array.isArray(stored?.l) ? stored.l : [], racers);
      expectSameSet(Array.isArray(stored?.u) ? stored.u : [], racers.slice(0, 5));
    },
  },
  {
    name: '50 elements removed at the same time are all gone',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ l: 'Array' });
      const racers = Array.from({ length: RACERS }, (_, racer) => racer);
      await insertRows(storage, schema, { a: { l: [...racers, 'last'] } });
      await race(RACERS, (racer) =>
        storage.update(schema, byId(schema, 'a'), [{ op: 'remove', target: at('l'), values: [racer] }]),
      );
      expectSame((await getRow(storage, schema, 'a'))?.l, ['last']);
    },
  },
  {
    name: 'changes of different fields at the same time all count',
    run: async ({ storage, createClass }) => {
      const names = Array.from({ length: 10 }, (_, index) => `f${index}`);
      const schema = await createClass({
        ...Object.fromEntries(names.map((name) => [name, 'Number' as const])),
        o: 'Object',
      });
      await insertRows(storage, schema, { a: {} });
      await race(10, (racer) =>
        storage.update(schema, byId(schema, 'a'), [
          { op: 'set', target: at(`f${racer}`), value: racer },
          { op: 'set', target: at('o', `k${racer}`), value: racer },
        ]),
      );
      const fields = Object.fromEntries(names.map((name, index) => [name, index]));
      const keys = Object.fromEntries(names.map((_, index) => [`k${index}`, index]));
      expectSame(await getRow(storage, schema, 'a'), row('a', { ...fields, o: keys }));
    },
  },
  {
    name: 'updateMany at the same time adds up',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ n: 'Number' });
      await insertRows(storage, schema, { a: { n: 0 }, b: { n: 0 }, c: { n: 0 } });
      await race(10, () =>
        storage.updateMany(schema, EVERYTHING, [{ op: 'increment', target: at('n'), amount: 1 }]),
      );
      deepStrictEqual(
        (await storage.find(schema, EVERYTHING, {})).map(({ n }) => n),
        [10, 10, 10],
      );
    },
  },
  {
    name: '50 racers take one of 20 rows each: none is taken twice',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ owner: 'Number' });
      const ids = Array.from({ length: 20 }, (_, index) => [`r${index}`, {}] as const);
      await insertRows(storage, schema, Object.fromEntries(ids));
      const free = { op: 'exists', key: keysOf(schema)('owner'), exists: false } as const;
      const { won } = await race(RACERS, (racer) =>
        storage.update(schema, free, [{ op: 'set', target: at('owner'), value: racer }]),
      );
      const taken = won.flatMap((result) => (result ? [result.objectId] : []));
      strictEqual(new Set(taken).size, taken.length);
      strictEqual(await storage.count(schema, { op: 'nor', nodes: [free] }), taken.length);
    },
  },
  {
    name: '50 racers remove one row: it is counted once',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({});
      await insertRows(storage, schema, { a: {} });
      const { won } = await race(RACERS, () => storage.remove(schema, byId(schema, 'a')));
      strictEqual(won.length, RACERS);
      strictEqual(
        won.reduce((sum, count) => sum + count, 0),
        1,
      );
    },
  },
]);
