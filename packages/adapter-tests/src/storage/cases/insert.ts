import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { StoredObject } from '@parse/core/adapter';
import { expectFailure, expectSame } from '../expectations.js';
import { byId, EVERYTHING, getRow, insertRows, race, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

/** `insert`, and what rows look like when they come back. */
export const insertCases = defineCases([
  {
    name: 'a row comes back as it was stored',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', w: 'String' });
      const stored: StoredObject = {
        objectId: 'a',
        createdAt: '2001-02-03T04:05:06.007Z',
        updatedAt: '2002-02-03T04:05:06.070Z',
        ACL: { ann: { read: true, write: true }, '*': { read: true } },
        v: 1,
        w: 'x',
      };
      await storage.insert(schema, stored);
      expectSame(await storage.find(schema, EVERYTHING, {}), [stored]);
    },
  },
  {
    name: 'a row with no fields of its own comes back',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await storage.insert(schema, row('a'));
      expectSame(await storage.find(schema, EVERYTHING, {}), [row('a')]);
    },
  },
  {
    name: 'a second row with the objectId is refused and the first one kept',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 } });
      const failure = await expectFailure(storage.insert(schema, row('a', { v: 2 })), 'duplicate-value');
      deepStrictEqual(failure.fields, ['objectId']);
      expectSame((await getRow(storage, schema, 'a'))?.v, 1);
    },
  },
  {
    name: 'objectIds are case sensitive',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { ab: { v: 1 }, AB: { v: 2 }, aB: { v: 3 } });
      expectSame((await getRow(storage, schema, 'aB'))?.v, 3);
      strictEqual(await storage.remove(schema, byId(schema, 'AB')), 1);
      strictEqual(await storage.count(schema, EVERYTHING), 2);
    },
  },
  {
    name: 'classes with the same ids are apart',
    run: async ({ storage, createClass }) => {
      const one = await createClass({ v: 'Number' }, 'One');
      const two = await createClass({ v: 'String' }, 'Two');
      await storage.insert(one, row('a', { v: 1 }));
      await storage.insert(two, row('a', { v: 'x' }));
      await storage.remove(one, EVERYTHING);
      expectSame(await getRow(storage, two, 'a'), row('a', { v: 'x' }));
    },
  },
  {
    name: 'find returns at least the fields asked for and the four every row has',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', w: 'String' });
      const stored = row('a', { v: 1, w: 'x', ACL: { ann: { read: true } } });
      await storage.insert(schema, stored);
      const [found] = await storage.find(schema, EVERYTHING, { fields: ['v', 'unknown'] });
      const { w: _mayBeThere, ...rest } = found ?? row('none');
      expectSame(rest, row('a', { v: 1, ACL: { ann: { read: true } } }));
    },
  },
  {
    name: 'changing an object after it was stored changes no row',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', o: 'Object' });
      const inner = { k: [1] };
      const object = row('a', { v: 1, o: inner });
      await storage.insert(schema, object);
      object.v = 2;
      inner.k.push(2);
      expectSame(await getRow(storage, schema, 'a'), row('a', { v: 1, o: { k: [1] } }));
    },
  },
  {
    name: 'changing a result changes no row',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', o: 'Object' });
      await insertRows(storage, schema, { a: { v: 1, o: { k: [1] } } });
      const found = await getRow(storage, schema, 'a');
      if (found) {
        found.v = 2;
        tamper(found.o);
      }
      expectSame(await getRow(storage, schema, 'a'), row('a', { v: 1, o: { k: [1] } }));
    },
  },
  {
    name: '50 rows stored at the same time are all there',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      const { lost } = await race(50, (racer) => storage.insert(schema, row(`r${racer}`, { v: racer })));
      deepStrictEqual(lost, []);
      strictEqual(await storage.count(schema, EVERYTHING), 50);
    },
  },
]);

/** Tries to write into a result; adapters may also hand out values that cannot be changed. */
function tamper(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Reflect.set(value, 'added', true);
  for (const inner of Object.values(value))
    if (Array.isArray(inner)) Reflect.set(inner, inner.length, 'added');
}
