import { applyOps, type StoredObject } from '@parse/core/adapter';
import { compileInsert } from '@parse/storage-sql';
import type { TableAccess } from './access.js';
import { updateOneRow, type RowChange } from './update-rows.js';

/** Changes the first matching row, or stores the object; nothing can come between the look and the write. */
export function upsertRow(
  access: TableAccess,
  { where, ops, object }: RowChange & { readonly object: StoredObject },
): StoredObject {
  const { connection, dialect, table } = access;
  return connection.atomically(() => {
    const updated = updateOneRow(access, { where, ops, returning: table.all });
    if (updated) return updated;
    const onInsert = ops.filter(({ op }) => op === 'set-on-insert');
    const inserted = applyOps(object, onInsert, { inserting: true });
    connection.run(compileInsert(dialect, table.layout, inserted));
    return inserted;
  });
}
