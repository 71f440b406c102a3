import type {
  ClassSchema,
  FieldOp,
  SortOrder,
  StorageCapabilities,
  StoredObject,
  Where,
} from '@parse/core/adapter';
import fc from 'fast-check';
import { row, type ClassFields } from '../fixture.js';
import {
  arbitraryColumns,
  arbitraryIndexes,
  type GeneratedColumn,
  type Generation,
} from './arbitrary-columns.js';
import { arbitraryOps } from './arbitrary-ops.js';
import { arbitraryValues } from './arbitrary-values.js';
import { arbitrarySort, arbitraryWhere } from './arbitrary-where.js';
import type { Exactness } from './exactness.js';

/** A class, its rows, what is asked about them and what is changed. */
export interface Scenario {
  readonly fields: ClassFields;
  readonly indexes: ClassSchema['indexes'];
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

/** Scenarios that need no capability the store has not, and no more exactness than it promises. */
export function arbitraryScenario(
  capabilities: StorageCapabilities,
  exact: Exactness = {},
): fc.Arbitrary<Scenario> {
  const generation: Generation = { capabilities, exact, values: arbitraryValues(exact) };
  return arbitraryColumns(generation).chain((columns) =>
    arbitraryRows(columns).chain((rows) => {
      const where = arbitraryWhere(columns, rows, generation);
      const find = fc.record({
        where,
        sort: arbitrarySort(columns, generation),
        skip: fc.constantFrom(0, 0, 1, 3),
        limit: fc.constantFrom(undefined, undefined, 1, 4),
      });
      return fc.record({
        fields: fc.constant(Object.fromEntries(columns.map(({ name, schema }) => [name, schema] as const))),
        indexes: arbitraryIndexes(columns, generation),
        rows: fc.constant(rows),
        finds: fc.array(find, { minLength: 6, maxLength: 10, size: 'max' }),
        updates: fc.array(fc.record({ where, ops: arbitraryOps(columns, generation) }), { maxLength: 3 }),
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
