import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { ClassSchema, FieldTypeName, StorageAdapter } from '@parse/core/adapter';
import { expectFailure, expectSame, expectStorageError } from '../expectations.js';
import { byId, EVERYTHING, getRow, insertRows, race, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

async function loaded(storage: StorageAdapter, { className }: ClassSchema): Promise<ClassSchema | undefined> {
  return (await storage.loadClasses()).find((schema) => schema.className === className);
}

/** `changeClass`. */
export const schemaChangeCases = defineCases([
  {
    name: 'a change adds columns and keeps the rows',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1 } });
      const changed = await storage.changeClass(schema.className, {
        addFields: {
          w: { type: 'String', required: true, defaultValue: 'x' },
          p: { type: 'Pointer', targetClass: 'Other' },
        },
      });
      expectSame(await getRow(storage, changed, 'a'), row('a', { v: 1 }));
      await storage.insert(changed, row('b', { v: 2, w: 'x' }));
      expectSame(await getRow(storage, changed, 'b'), row('b', { v: 2, w: 'x' }));
      const stored = await loaded(storage, schema);
      deepStrictEqual({ ...stored?.fields.w }, { type: 'String', required: true, defaultValue: 'x' });
      deepStrictEqual({ ...changed.fields.p }, { type: 'Pointer', targetClass: 'Other' });
    },
  },
  {
    name: 'adding a column that exists with the same type changes nothing',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: { type: 'Number', defaultValue: 7 } });
      await insertRows(storage, schema, { a: { v: 1 } });
      const changed = await storage.changeClass(schema.className, { addFields: { v: { type: 'Number' } } });
      expectSame(changed.fields.v?.defaultValue, 7);
      expectSame((await getRow(storage, changed, 'a'))?.v, 1);
    },
  },
  {
    name: '20 racers add places under different names: one wins',
    run: async ({ storage, createClass }) => {
      const { className } = await createClass({ v: 'Number' });
      const { won, lost } = await race(20, (racer) =>
        storage.changeClass(className, { addFields: { [`place${racer}`]: { type: 'GeoPoint' } } }),
      );
      strictEqual(won.length, 1);
      for (const error of lost) expectStorageError(error, 'field-conflict');
      const [place = ''] = Object.keys(won[0]?.fields ?? {}).filter((field) => field.startsWith('place'));
      const moved = { removeFields: [place], addFields: { elsewhere: { type: 'GeoPoint' } } } as const;
      strictEqual((await storage.changeClass(className, moved)).fields.elsewhere?.type, 'GeoPoint');
    },
  },
  {
    name: 'adding a column that exists with another type fails the whole change',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({
        v: 'Number',
        gone: 'String',
        p: { type: 'Pointer', targetClass: 'One' },
      });
      await insertRows(storage, schema, { a: { gone: 'x' } });
      const other = { removeFields: ['gone'], permissions: {} };
      await expectFailure(
        storage.changeClass(schema.className, {
          ...other,
          addFields: { fresh: { type: 'Date' }, v: { type: 'String' } },
        }),
        'field-conflict',
      );
      await expectFailure(
        storage.changeClass(schema.className, {
          ...other,
          addFields: { p: { type: 'Pointer', targetClass: 'Two' } },
        }),
        'field-conflict',
      );
      const stored = await loaded(storage, schema);
      strictEqual(stored?.fields.fresh, undefined);
      strictEqual(stored?.fields.v?.type, 'Number');
      deepStrictEqual({ ...stored.permissions }, { ...schema.permissions });
      expectSame((await getRow(storage, schema, 'a'))?.gone, 'x');
    },
  },
  {
    name: '20 racers add a column with different types: one type wins',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({});
      const types: readonly FieldTypeName[] = ['String', 'Number', 'Boolean', 'Date'];
      const { won, lost } = await race(20, async (racer) => {
        const type = types[racer % types.length] ?? 'String';
        await storage.changeClass(schema.className, { addFields: { v: { type } } });
        return type;
      });
      strictEqual(new Set(won).size, 1);
      strictEqual((await loaded(storage, schema))?.fields.v?.type, won[0]);
      for (const failure of lost) expectStorageError(failure, 'field-conflict');
    },
  },
  {
    name: 'columns added at the same time are all there',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({});
      const { lost } = await race(10, (racer) =>
        storage.changeClass(schema.className, { addFields: { [`f${racer}`]: { type: 'Number' } } }),
      );
      deepStrictEqual(lost, []);
      const fields = Object.keys((await loaded(storage, schema))?.fields ?? {});
      strictEqual(fields.filter((name) => /^f\d$/.test(name)).length, 10);
    },
  },
  {
    name: 'changing a class that does not exist fails',
    run: async ({ storage, schemaOf }) => {
      const { className } = schemaOf({}, 'Never');
      await expectFailure(
        storage.changeClass(className, { addFields: { v: { type: 'Number' } } }),
        'class-missing',
      );
    },
  },
  {
    name: 'a removed column is gone with its values',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({
        v: 'Number',
        w: 'String',
        p: { type: 'Pointer', targetClass: 'Other' },
      });
      await insertRows(storage, schema, {
        a: { v: 1, w: 'x', p: { __type: 'Pointer', className: 'Other', objectId: '1' } },
      });
      const changed = await storage.changeClass(schema.className, { removeFields: ['w', 'p', 'unknown'] });
      strictEqual(changed.fields.w, undefined);
      expectSame(await getRow(storage, changed, 'a'), row('a', { v: 1 }));
      const again = await storage.changeClass(schema.className, { addFields: { w: { type: 'Number' } } });
      expectSame(await getRow(storage, again, 'a'), row('a', { v: 1 }));
    },
  },
  {
    name: 'changeFields replaces required and defaultValue and keeps the type',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: { type: 'Number', required: true, defaultValue: 1 } });
      await storage.changeClass(schema.className, {
        changeFields: { v: { type: 'Number', defaultValue: 2 } },
      });
      deepStrictEqual({ ...(await loaded(storage, schema))?.fields.v }, { type: 'Number', defaultValue: 2 });
      await storage.changeClass(schema.className, { changeFields: { v: { type: 'Number' } } });
      deepStrictEqual({ ...(await loaded(storage, schema))?.fields.v }, { type: 'Number' });
    },
  },
  {
    name: 'a change replaces the permissions',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({});
      const permissions = { find: { 'role:x': true }, protectedFields: { '*': ['v'] } } as const;
      await storage.changeClass(schema.className, { permissions });
      deepStrictEqual({ ...(await loaded(storage, schema))?.permissions }, permissions);
    },
  },
  {
    name: 'a change adds and removes indexes',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number', w: 'String' });
      await insertRows(storage, schema, { a: { v: 1 }, b: { v: 1 } });
      await storage.changeClass(schema.className, { addIndexes: { one: { v: 1 }, two: { v: 1, w: -1 } } });
      deepStrictEqual(
        { ...(await loaded(storage, schema))?.indexes },
        { one: { v: 1 }, two: { v: 1, w: -1 } },
      );
      await storage.changeClass(schema.className, { removeIndexes: ['one', 'unknown'] });
      deepStrictEqual({ ...(await loaded(storage, schema))?.indexes }, { two: { v: 1, w: -1 } });
      strictEqual(await storage.count(schema, EVERYTHING), 2);
    },
  },
  {
    name: 'a row that was written before a column was added takes a value in it',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({});
      await insertRows(storage, schema, { a: {} });
      const changed = await storage.changeClass(schema.className, { addFields: { v: { type: 'Array' } } });
      await storage.update(changed, byId(changed, 'a'), [
        { op: 'add', target: { field: 'v', path: [] }, values: [1] },
      ]);
      expectSame(await getRow(storage, changed, 'a'), row('a', { v: [1] }));
    },
  },
]);
