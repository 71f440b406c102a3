import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { ClassFields } from '../fixture.js';
import { expectFailure, expectSame, expectStorageError } from '../expectations.js';
import { EVERYTHING, insertRows, keysOf, race, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

const allTypes: ClassFields = {
  s: { type: 'String', required: true, defaultValue: 'x' },
  n: { type: 'Number', defaultValue: 0 },
  b: { type: 'Boolean', defaultValue: false },
  d: { type: 'Date', defaultValue: { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' } },
  o: { type: 'Object', defaultValue: { k: [1] } },
  l: { type: 'Array', required: false, defaultValue: [] },
  g: 'GeoPoint',
  y: 'Polygon',
  f: 'File',
  c: 'Bytes',
  p: { type: 'Pointer', targetClass: 'Other' },
  r: { type: 'Relation', targetClass: 'Other' },
};

/** Classes as wholes. */
export const schemaCases = defineCases([
  {
    name: 'a created class is loaded with every column as it was given',
    run: async ({ storage, createClass, schemaOf }) => {
      const created = await createClass(allTypes);
      deepStrictEqual(plain(created), plain(schemaOf(allTypes)));
      const loaded = (await storage.loadClasses()).find(({ className }) => className === created.className);
      deepStrictEqual(plain(loaded), plain(created));
    },
  },
  {
    name: 'a created class is loaded with its permissions and indexes',
    run: async ({ storage, schemaOf }) => {
      const schema = {
        ...schemaOf({ v: 'String', w: 'Number' }),
        permissions: {
          find: { '*': true, 'role:x': true },
          get: { requiresAuthentication: true },
          create: {},
          update: { pointerFields: ['owner'] },
          readUserFields: ['owner'],
          protectedFields: { '*': ['v'], 'role:x': [] },
        },
        indexes: { by_v: { v: 1 }, by_both: { v: -1, w: 1 } },
      } as const;
      await storage.createClass(schema);
      const loaded = (await storage.loadClasses()).find(({ className }) => className === schema.className);
      deepStrictEqual(plain(loaded), plain(schema));
    },
  },
  {
    name: 'creating a class that exists fails',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 } });
      await expectFailure(createClass({ w: 'String' }), 'class-exists');
      strictEqual(await storage.count(schema, EVERYTHING), 1);
    },
  },
  {
    name: '20 racers create a class: exactly one wins',
    run: async ({ storage, createClass, schemaOf }) => {
      const { won, lost } = await race(20, () => createClass({ v: 'Number' }));
      strictEqual(won.length, 1);
      for (const failure of lost) expectStorageError(failure, 'class-exists');
      await storage.insert(schemaOf({ v: 'Number' }), row('a', { v: 1 }));
    },
  },
  {
    name: 'a deleted class is gone with its rows and can be created anew',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 } });
      await storage.deleteClass(schema.className);
      ok(!(await storage.loadClasses()).some(({ className }) => className === schema.className));
      strictEqual(await storage.count(schema, EVERYTHING), 0);
      const again = await createClass({ v: 'String' });
      strictEqual(await storage.count(again, EVERYTHING), 0);
      await storage.insert(again, row('a', { v: 'x' }));
      expectSame(await storage.find(again, EVERYTHING, {}), [row('a', { v: 'x' })]);
    },
  },
  {
    name: 'deleting a class that does not exist is no error',
    run: async ({ storage, schemaOf }) => {
      await storage.deleteClass(schemaOf({}, 'Never').className);
    },
  },
  {
    name: 'a class that was never created has no rows',
    run: async ({ storage, schemaOf }) => {
      const schema = schemaOf({ v: 'Number' }, 'Never');
      const key = keysOf(schema)('v');
      const where = { op: 'equal', key, value: 1 } as const;
      expectSame(await storage.find(schema, where, { sort: [{ key, descending: false }] }), []);
      strictEqual(await storage.count(schema, where), 0);
      strictEqual(
        await storage.update(schema, where, [{ op: 'set', target: { field: 'v', path: [] }, value: 2 }]),
        null,
      );
      strictEqual(await storage.updateMany(schema, where, []), 0);
      strictEqual(await storage.remove(schema, where), 0);
      expectSame(await storage.distinct(schema, key, where), []);
    },
  },
  {
    name: 'a class of a relation holds pairs of ids',
    run: async ({ storage, schemaOf }) => {
      const schema = {
        ...schemaOf({ relatedId: 'String', owningId: 'String' }),
        className: '_Join:likes:Post',
      };
      await storage.createClass(schema);
      await insertRows(storage, schema, {
        a: { relatedId: 'r1', owningId: 'o1' },
        b: { relatedId: 'r2', owningId: 'o1' },
      });
      strictEqual(
        await storage.count(schema, { op: 'equal', key: keysOf(schema)('owningId'), value: 'o1' }),
        2,
      );
      await storage.deleteClass(schema.className);
    },
  },
]);

/** Without prototypes and absent keys, which do not count. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
