import type { FieldOp, QueryHints, StoredObject, Where } from '@parse/core/adapter';
import {
  compileDirectUpdate,
  compileRowIds,
  compileRowChange,
  pickFields,
  quoteName,
  readRow,
  returnedBy,
  ROW_ID_COLUMN,
  type SqlValue,
} from '@parse/storage-sql';
import type { TableAccess } from './access.js';

/** What an update is asked to do. */
export interface RowChange {
  readonly where: Where;
  readonly ops: readonly FieldOp[];
  readonly hints?: QueryHints | undefined;
  /** Fields to return; absent: all. */
  readonly fields?: readonly string[];
}

/**
 * Changes the first matching row and returns it. One statement when SQL can express the operations; otherwise the
 * row is read, changed by core's `applyOps` and written in one transaction that nothing can come between.
 */
export function updateOneRow(access: TableAccess, change: RowChange): StoredObject | null {
  const { dialect, table, connection } = access;
  const returning = change.fields ? returnedBy(table.layout, change.fields) : table.all;
  const direct = compileDirectUpdate(dialect, table.layout, Object.assign({ returning }, change));
  const row = direct && connection.all(direct)[0];
  if (row) return readRow(returning, row);
  return connection.atomically(() => {
    const [rowId] = matchingRowIds(access, change, 1);
    if (rowId === undefined) return null;
    return pickFields(changeRow(access, rowId, change.ops), returning);
  });
}

/** Changes every matching row, all in one transaction; returns how many. */
export function updateRows(access: TableAccess, change: RowChange): number {
  const { connection } = access;
  return connection.atomically(() => {
    // Which rows match is settled first: the change itself may make others match, or these no longer.
    const rowIds = matchingRowIds(access, change);
    for (const rowId of rowIds) changeRow(access, rowId, change.ops);
    return rowIds.length;
  });
}

function matchingRowIds(
  { dialect, table, connection }: TableAccess,
  { where, hints }: RowChange,
  limit?: number,
): readonly SqlValue[] {
  const options = { where, hints, ...(limit === undefined ? {} : { limit }) };
  return connection.all(compileRowIds(dialect, table.layout, options)).map((row) => row[0] ?? null);
}

function changeRow(
  { dialect, table, connection }: TableAccess,
  rowId: SqlValue,
  ops: readonly FieldOp[],
): StoredObject {
  const { layout, all } = table;
  const sql = `SELECT ${all.sql} FROM ${layout.table} WHERE ${quoteName(ROW_ID_COLUMN)} = ?`;
  const before = readRow(all, connection.all({ sql, params: [rowId] })[0] ?? []);
  const { after, statement } = compileRowChange(dialect, layout, { rowId, before, ops });
  if (statement) connection.run(statement);
  return after;
}
