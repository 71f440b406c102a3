import { applyOps, type StoredObject, type Where } from '@parse/core/adapter';
import { compileInsert, compileRemove } from '@parse/storage-sql';
import type { TableAccess } from './access.js';
import { updateOneRow, type RowChange } from './update-rows.js';

/** Stores a new row. */
export function insertRow({ dialect, table, connection }: TableAccess, object: StoredObject): void {
  connection.run(compileInsert(dialect, table.layout, object));
}

/** Changes the first matching row, or stores the object; nothing can come between the look and the write. */
export function upsertRow(
  access: TableAccess,
  { where, ops, object }: RowChange & { readonly object: StoredObject },
): StoredObject {
  return access.connection.atomically(() => {
    const updated = updateOneRow(access, { where, ops });
    if (updated) return updated;
    const onInsert = ops.filter(({ op }) => op === 'set-on-insert');
    const inserted = applyOps(object, onInsert, { inserting: true });
    insertRow(access, inserted);
    return inserted;
  });
}

/** Removes the rows that satisfy a condition; returns how many. */
export function removeRows({ dialect, table, connection }: TableAccess, where: Where): number {
  return connection.run(compileRemove(dialect, table.layout, where));
}
