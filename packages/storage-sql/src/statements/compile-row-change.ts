import { applyOps, type FieldOp, type StoredObject } from '@parse/core/adapter';
import type { SqlDialect } from '../sql-dialect.js';
import type { SqlStatement, SqlValue } from '../sql-value.js';
import type { TableLayout } from '../table-layout.js';
import { compileRowUpdate } from './compile-update.js';
import type { Projection } from './projection.js';

/** A row that nobody else can change meanwhile, and what is to become of it. */
export interface RowToChange {
  readonly rowId: SqlValue;
  readonly before: StoredObject;
  readonly ops: readonly FieldOp[];
}

/**
 * The row after the operations, applied by core's `applyOps`, and the statement that writes the fields they changed;
 * undefined when that is none. For operations that `compileDirectUpdate` does not know.
 */
export function compileRowChange(
  dialect: SqlDialect,
  layout: TableLayout,
  { rowId, before, ops }: RowToChange,
): { readonly after: StoredObject; readonly statement: SqlStatement | undefined } {
  const after = applyOps(before, ops, { inserting: false });
  const changed = ops
    .map(({ target }) => target.field)
    .filter((field) => after[field] !== before[field] && layout.columnOf.get(field)?.computed !== true);
  if (changed.length === 0) return { after, statement: undefined };
  return {
    after,
    statement: compileRowUpdate(dialect, layout, { rowId, object: after, fields: new Set(changed) }),
  };
}

/** The part of an object that a projection names. */
export function pickFields(object: StoredObject, { columns }: Projection): StoredObject {
  const picked: StoredObject = { objectId: object.objectId };
  for (const { field } of columns) {
    const value = Object.hasOwn(object, field) ? object[field] : undefined;
    if (value !== undefined) picked[field] = value;
  }
  return picked;
}
