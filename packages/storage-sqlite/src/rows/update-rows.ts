import { applyOps, type FieldOp, type QueryHints, type StoredObject, type Where } from '@parse/core/adapter';
import {
  compileDirectUpdate,
  compileRowIds,
  compileRowUpdate,
  quoteName,
  readRow,
  ROW_ID_COLUMN,
  type Projection,
  type SqlValue,
} from '@parse/storage-sql';
import type { TableAccess } from './access.js';
import { chooseFields } from './find-rows.js';

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
  const returning = chooseFields(table, change.fields);
  const direct = compileDirectUpdate(dialect, table.layout, { ...change, returning });
  const row = direct && connection.all(direct)[0];
  if (row) return readRow(returning, row);
  return connection.atomically(() => {
    const [rowId] = matchingRowIds(access, change, 1);
    if (rowId === undefined) return null;
    return pick(changeRow(access, rowId, change.ops), returning);
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
  const after = applyOps(before, ops, { inserting: false });
  const fields = new Set(
    ops.map(({ target }) => target.field).filter((field) => after[field] !== before[field]),
  );
  if (fields.size > 0) connection.run(compileRowUpdate(dialect, layout, { rowId, object: after, fields }));
  return after;
}

/** The part of an object that a projection names. */
function pick(object: StoredObject, { columns }: Projection): StoredObject {
  const picked: StoredObject = { objectId: object.objectId };
  for (const { field } of columns) {
    const value = Object.hasOwn(object, field) ? object[field] : undefined;
    if (value !== undefined) picked[field] = value;
  }
  return picked;
}
