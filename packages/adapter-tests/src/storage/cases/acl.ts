import { strictEqual } from 'node:assert/strict';
import { expectSame } from '../expectations.js';
import { findCase, type FindCase } from '../find-case.js';
import { at, byId, EVERYTHING, getRow, insertRows } from '../fixture.js';
import { defineCases, type StorageCase } from '../storage-case.js';

const rows: FindCase['rows'] = {
  open: {},
  everybody: { ACL: { '*': { read: true, write: true } } },
  readable: { ACL: { '*': { read: true } } },
  writable: { ACL: { '*': { write: true } } },
  ann: { ACL: { ann: { read: true, write: true } } },
  admins: { ACL: { 'role:admins': { read: true }, ann: { write: true } } },
  nobody: { ACL: {} },
};

const acl = (
  name: string,
  access: 'read' | 'write',
  principals: readonly string[],
  finds: readonly string[],
): StorageCase =>
  findCase({ name, fields: {}, rows, where: () => ({ op: 'acl', access, principals }), finds });

/** The `acl` condition, which keeps objects from callers who may not see or change them. */
export const aclCases = defineCases([
  acl('acl: anybody reads public rows only', 'read', ['*'], ['open', 'everybody', 'readable']),
  acl('acl: anybody writes public rows only', 'write', ['*'], ['open', 'everybody', 'writable']),
  acl(
    'acl: a user reads what the user may read',
    'read',
    ['*', 'ann'],
    ['open', 'everybody', 'readable', 'ann'],
  ),
  acl(
    'acl: a user writes what the user may write',
    'write',
    ['*', 'ann'],
    ['open', 'everybody', 'writable', 'ann', 'admins'],
  ),
  acl(
    'acl: a role reads what the role may read',
    'read',
    ['*', 'bob', 'role:admins'],
    ['open', 'everybody', 'readable', 'admins'],
  ),
  acl('acl: no principal finds rows without ACL', 'read', [], ['open']),
  acl('acl: names are compared whole and exactly', 'read', ['an', 'ANN', 'role:admin', '%'], ['open']),
  {
    name: 'acl: a guarded update leaves a row alone that the caller may not write',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'Number' });
      await insertRows(storage, schema, { a: { v: 1, ACL: { ann: { read: true } } } });
      const guard = {
        op: 'and',
        nodes: [byId(schema, 'a'), { op: 'acl', access: 'write', principals: ['*', 'ann'] }],
      } as const;
      strictEqual(await storage.update(schema, guard, [{ op: 'set', target: at('v'), value: 2 }]), null);
      strictEqual(await storage.updateMany(schema, guard, [{ op: 'set', target: at('v'), value: 2 }]), 0);
      strictEqual(await storage.remove(schema, guard), 0);
      expectSame((await getRow(storage, schema, 'a'))?.v, 1);
    },
  },
  {
    name: 'acl: rows return the ACL they were given',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({});
      await insertRows(storage, schema, rows);
      for (const found of await storage.find(schema, EVERYTHING, { fields: [] })) {
        expectSame(found.ACL, rows[found.objectId]?.ACL, found.objectId);
      }
    },
  },
  {
    name: 'acl: an update replaces, empties and removes the ACL',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({});
      await insertRows(storage, schema, { a: {} });
      for (const value of [
        { ann: { read: true } },
        { '*': { read: true }, 'role:x': { read: true, write: true } },
        {},
      ] as const) {
        const changed = await storage.update(schema, byId(schema, 'a'), [
          { op: 'set', target: at('ACL'), value },
        ]);
        expectSame(changed?.ACL, value);
        expectSame((await getRow(storage, schema, 'a'))?.ACL, value);
      }
      await storage.update(schema, byId(schema, 'a'), [{ op: 'unset', target: at('ACL') }]);
      strictEqual((await getRow(storage, schema, 'a'))?.ACL, undefined);
      strictEqual(await storage.count(schema, { op: 'acl', access: 'write', principals: ['*'] }), 1);
    },
  },
]);
