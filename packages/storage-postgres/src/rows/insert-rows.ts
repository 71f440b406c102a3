import { applyOps, type StoredObject, type Where } from '@parse/core/adapter';
import { compileInsert, compileRemove } from '@parse/storage-sql';
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
