import type { FieldOp, SortOrder, StorageCapabilities, StoredObject, Where } from '@parse/core/adapter';
import fc from 'fast-check';
import { row, type ClassFields } from '../fixture.js';
import { arbitraryOps } from './arbitrary-ops.js';
import { columns as arbitraryColumns, type GeneratedColumn } from './arbitrary-values.js';
import { arbitrarySort, arbitraryWhere } from './arbitrary-where.js';

/** A class, its rows, what is asked about them and what is changed. */
export interface Scenario {
  readonly fields: ClassFields;
  readonly rows: readonly StoredObject[];
  readonly finds: readonly GeneratedFind[];
  /** Each is tried on every row by itself, together with the condition as a guard. */
  readonly updates: readonly { readonly where: Where; readonly ops: readonly FieldOp[] }[];
}

/** One find. */
export interface GeneratedFind {
  readonly where: Where;
  readonly sort: SortOrder;
  readonly skip: number;
  readonly limit: number | undefined;
}

/** Scenarios that need no capability the store has not. */
export function arbitraryScenario(capabilities: StorageCapabilities): fc.Arbitrary<Scenario> {
  return arbitraryColumns.chain((columns) =>
    arbitraryRows(columns).chain((rows) => {
      const where = arbitraryWhere(columns, { capabilities, rows });
      const find = fc.record({
        where,
        sort: arbitrarySort(columns),
        skip: fc.constantFrom(0, 0, 1, 3),
        limit: fc.constantFrom(undefined, undefined, 1, 4),
      });
      return fc.record({
        fields: fc.constant(Object.fromEntries(columns.map(({ name, schema }) => [name, schema] as const))),
        rows: fc.constant(rows),
        finds: fc.array(find, { minLength: 3, maxLength: 6 }),
        updates: fc.array(fc.record({ where, ops: arbitraryOps(columns) }), { maxLength: 3 }),
      });
    }),
  );
}

function arbitraryRows(columns: readonly GeneratedColumn[]): fc.Arbitrary<readonly StoredObject[]> {
  const acl = fc.constantFrom(
    {},
    { '*': { read: true } },
    { ann: { read: true, write: true } },
    { 'role:x': { read: true } },
  );
  const fields = fc.record(
    {
      ...Object.fromEntries(columns.map(({ name, value }) => [name, fc.option(value, { freq: 8 })] as const)),
      ACL: acl,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  // Ids descend, so that the order of insertion is not that of the ids.
  return fc
    .array(fields, { maxLength: 8 })
    .map((list) => list.map((each, index) => row(`r${9 - index}`, each)));
}
