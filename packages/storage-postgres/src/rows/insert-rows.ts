import { applyOps, failureOf, type ClassSchema, type StoredObject, type Where } from '@parse/core/adapter';
import { compileInsert, compileInserts, compileRemove, setSameFields } from '@parse/storage-sql';
import { isRefusal } from '../map-error.js';
import { runOnTable, type RowAccess, type TableAccess } from './access.js';
import { updateRow, type RowChange } from './update-rows.js';

/** Stores a new row. */
export async function insertRow(
  { dialect, table, session }: TableAccess,
  object: StoredObject,
): Promise<void> {
  await session.run(compileInsert(dialect, table.layout, object));
}

/**
 * Stores new rows by one statement where they set the same fields. What others stand in the way of, or all of them when
 * the server refuses the statement, is stored one by one, so that each row meets its own fate.
 */
export async function insertRows(
  access: RowAccess,
  schema: ClassSchema,
  objects: readonly StoredObject[],
): Promise<readonly (Error | undefined)[]> {
  const together = objects.length > 0 && setSameFields(objects);
  const stored = together ? await insertTogether(access, schema, objects) : new Set<string>();
  return Promise.all(
    objects.map(async (object) => {
      // Of two with the same objectId one was stored.
      if (stored.delete(object.objectId)) return undefined;
      const run = (table: TableAccess) => insertRow(table, object);
      return failureOf(runOnTable(access, { schema, writes: { object }, run }));
    }),
  );
}

/** The objectIds of those that nothing stood in the way of. */
async function insertTogether(
  access: RowAccess,
  schema: ClassSchema,
  objects: readonly StoredObject[],
): Promise<Set<string>> {
  const [object] = objects;
  // In one order everywhere, so that two servers that store the same rows do not wait for each other.
  const ordered = objects.toSorted((a, b) => (a.objectId < b.objectId ? -1 : 1));
  const run = async ({ dialect, table, session }: TableAccess) => {
    const { sql, params } = compileInserts(dialect, table.layout, ordered);
    return session.rows({ sql: `${sql} ON CONFLICT DO NOTHING RETURNING "objectId"`, params });
  };
  try {
    const rows = await runOnTable(access, { schema, ...(object && { writes: { object } }), run });
    return new Set(rows.map(([objectId]) => String(objectId)));
  } catch (error) {
    if (isRefusal(error)) return new Set();
    throw error;
  }
}

/**
 * Changes a matching row, or stores the object. A row that a racer stored in between is one to change; one that stands
 * in the way without matching is a duplicate.
 */
export async function upsertRow(
  access: RowAccess,
  change: RowChange & { readonly object: StoredObject },
): Promise<StoredObject> {
  const onInsert = change.ops.filter(({ op }) => op === 'set-on-insert');
  const object = applyOps(change.object, onInsert, { inserting: true });
  for (let attempt = 1; ; attempt += 1) {
    const updated = await updateRow(access, change);
    if (updated) return updated;
    const isLast = attempt === MAX_ATTEMPTS;
    const { schema } = change;
    const run = (table: TableAccess) =>
      isLast ? insertRow(table, object).then(() => true) : insertFree(table, object);
    if (await runOnTable(access, { schema, writes: { object }, run })) return object;
  }
}

const MAX_ATTEMPTS = 5;

/** Stores the row unless another stands in its way. */
async function insertFree({ dialect, table, session }: TableAccess, object: StoredObject): Promise<boolean> {
  const { sql, params } = compileInsert(dialect, table.layout, object);
  return (await session.run({ sql: `${sql} ON CONFLICT DO NOTHING`, params })) > 0;
}

/** Removes the rows that satisfy a condition; returns how many. */
export function removeRows({ dialect, table, session }: TableAccess, where: Where): Promise<number> {
  return session.run(compileRemove(dialect, table.layout, where));
}
