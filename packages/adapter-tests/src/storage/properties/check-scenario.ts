import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import {
  applyOps,
  compareBySort,
  matches,
  StorageError,
  type ClassSchema,
  type FieldOp,
  type StorageAdapter,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
import { expectFailure, expectIds, expectSame } from '../expectations.js';
import { byId, EVERYTHING } from '../fixture.js';
import type { GeneratedFind, Scenario } from './arbitrary-scenario.js';

/** Plays the scenario on the store and, with the reference functions, on a list; fails at the first difference. */
export async function checkScenario(
  storage: StorageAdapter,
  schema: ClassSchema,
  scenario: Scenario,
): Promise<void> {
  const rows = [...scenario.rows];
  await store(storage, schema, rows);
  for (const find of scenario.finds) await checkFind(storage, schema, rows, find);
  for (const update of scenario.updates) await checkUpdates(storage, schema, rows, update);
  const stored = await storage.find(schema, EVERYTHING, {});
  const byObjectId = (a: StoredObject, b: StoredObject) => (a.objectId < b.objectId ? -1 : 1);
  expectSame(stored.toSorted(byObjectId), rows.toSorted(byObjectId), 'rows in the end');
}

/** The first half at once where the store can, the others one by one. */
async function store(
  storage: StorageAdapter,
  schema: ClassSchema,
  rows: readonly StoredObject[],
): Promise<void> {
  const together = storage.insertMany ? rows.slice(0, Math.ceil(rows.length / 2)) : [];
  const outcomes = await storage.insertMany?.(schema, together);
  deepStrictEqual(outcomes?.filter((outcome) => outcome !== undefined) ?? [], []);
  for (const row of rows.slice(together.length)) await storage.insert(schema, row);
}

async function checkFind(
  storage: StorageAdapter,
  schema: ClassSchema,
  rows: readonly StoredObject[],
  { where, sort, skip, limit }: GeneratedFind,
): Promise<void> {
  const matching = rows.filter((row) => matches(row, where));
  const compare = compareBySort(sort);
  const expected = matching.toSorted(compare).slice(skip, limit === undefined ? undefined : skip + limit);
  const found = await storage.find(schema, where, { sort, skip, ...(limit === undefined ? {} : { limit }) });
  strictEqual(await storage.count(schema, where), matching.length, 'count');
  if (storage.capabilities.insertionOrder) {
    expectIds(
      found,
      expected.map(({ objectId }) => objectId),
    );
    return;
  }
  strictEqual(found.length, expected.length, 'number of rows found');
  strictEqual(new Set(found.map(({ objectId }) => objectId)).size, found.length, 'a row was found twice');
  found.forEach((row, index) => {
    const same = matching.find(({ objectId }) => objectId === row.objectId);
    const rival = expected[index];
    ok(same && rival && compare(same, rival) === 0, `row ${row.objectId} in place ${index}`);
  });
}

async function checkUpdates(
  storage: StorageAdapter,
  schema: ClassSchema,
  rows: StoredObject[],
  { where, ops }: { readonly where: Where; readonly ops: readonly FieldOp[] },
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    const guarded: Where = { op: 'and', nodes: [byId(schema, row.objectId), where] };
    const update = storage.update(schema, guarded, ops);
    const expected = matches(row, where) ? changed(row, ops) : null;
    if (expected === 'refused') {
      await expectFailure(update, 'invalid-query');
    } else {
      const result = await update;
      if (expected) expectSame(result, expected, 'updated');
      else deepStrictEqual(result, null, 'no row satisfies the guard');
      rows[index] = expected ?? row;
    }
  }
}

function changed(row: StoredObject, ops: readonly FieldOp[]): StoredObject | 'refused' {
  try {
    return applyOps(row, ops, { inserting: false });
  } catch (error) {
    if (StorageError.isInstance(error) && error.kind === 'invalid-query') return 'refused';
    throw error;
  }
}
