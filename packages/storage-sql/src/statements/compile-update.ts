import type { FieldOp, QueryHints, StoredObject, Where } from '@parse/core/adapter';
import type { SqlColumn, SqlDialect } from '../sql-dialect.js';
import type { SqlStatement, SqlValue } from '../sql-value.js';
import { columnOf, type TableLayout } from '../table-layout.js';
import type { CompileContext } from '../where/compile-context.js';
import { compileWhere } from '../where/compile-where.js';
import { pinsObjectId, startStatement } from './compile-select.js';
import { boundBy, keptTextOf } from './kept-update.js';
import type { Projection } from './projection.js';
import { farthest, isDirect, pushOperands, type DirectOp } from './update-operands.js';

/** What a direct update changes and returns. */
export interface DirectUpdate {
  readonly where: Where;
  readonly ops: readonly FieldOp[];
  readonly hints?: QueryHints | undefined;
  /** One row, returned through the projection; absent: every row, and nothing is returned. */
  readonly returning?: Projection;
}

/**
 * The one statement that applies operations SQL can express: values of whole columns set or unset, and numbers
 * incremented. Undefined when there are others. It passes over rows with a stored null (whose list of nulls would
 * have to change too) and over increments that cannot be done: a row it did not change may still match.
 */
export function compileDirectUpdate(
  dialect: SqlDialect,
  layout: TableLayout,
  update: DirectUpdate,
): SqlStatement | undefined {
  const text = keptTextOf(layout, update);
  if (text?.sql !== undefined) return { sql: text.sql, params: boundBy(dialect, layout, update) };
  const statement = writeDirectUpdate(dialect, layout, update);
  if (text) text.sql = statement?.sql;
  return statement;
}

function writeDirectUpdate(
  dialect: SqlDialect,
  layout: TableLayout,
  update: DirectUpdate,
): SqlStatement | undefined {
  const { context, params } = startStatement(dialect, layout, update.hints);
  const assignments: string[] = [];
  const changed = new Set<string>();
  for (const op of update.ops) {
    if (op.op === 'set-on-insert') continue;
    if (!isDirect(op) || changed.has(op.target.field)) return undefined;
    changed.add(op.target.field);
    const column = columnOf(layout, op.target.field);
    if (op.op === 'increment' && column.schema.type !== 'Number') return undefined;
    if (!column.computed) assign(context, { column, op }, assignments);
  }
  if (assignments.length === 0) return undefined;
  let sql = `UPDATE ${layout.table} SET ${assignments.join(', ')} WHERE ${rowCondition(context, update)}`;
  if (layout.nulls !== undefined) sql += ` AND ${layout.nulls} IS NULL`;
  for (const op of update.ops) if (op.op === 'increment') sql += ` AND ${incrementGuard(context, op)}`;
  if (update.returning) sql += ` RETURNING ${update.returning.sql}`;
  return { sql, params };
}

/** The statement that writes fields of a row, which `rowId` names, as they are in the object. */
export function compileRowUpdate(
  dialect: SqlDialect,
  layout: TableLayout,
  { rowId, object, fields }: { rowId: SqlValue; object: StoredObject; fields: ReadonlySet<string> },
): SqlStatement {
  const params: SqlValue[] = [];
  const names: string[] = [];
  for (const field of fields) {
    const column = columnOf(layout, field);
    if (column.computed) continue;
    const value = Object.hasOwn(object, field) ? (object[field] ?? null) : null;
    names.push(...column.names);
    if (value === null) params.push(...column.names.map(() => null));
    else column.encode(value, params);
  }
  if (layout.nulls !== undefined) {
    const nulls = Object.keys(object).filter((field) => object[field] === null);
    names.push(layout.nulls);
    params.push(nulls.length > 0 ? JSON.stringify(nulls) : null);
  }
  params.push(rowId);
  const assignments = names.map((name, index) => `${name} = ${dialect.placeholder(index + 1)}`);
  const id = `${layout.rowId} = ${dialect.placeholder(params.length)}`;
  return { sql: `UPDATE ${layout.table} SET ${assignments.join(', ')} WHERE ${id}`, params };
}

/** The statement that removes rows. */
export function compileRemove(dialect: SqlDialect, layout: TableLayout, where: Where): SqlStatement {
  const { context, params } = startStatement(dialect, layout, undefined);
  return { sql: `DELETE FROM ${layout.table} WHERE ${compileWhere(context, where)}`, params };
}

function assign(
  { bind }: CompileContext,
  { column, op }: { readonly column: SqlColumn; readonly op: DirectOp },
  assignments: string[],
): void {
  const operands: SqlValue[] = [];
  pushOperands(column, op, operands);
  for (const [index, name] of column.names.entries()) {
    const operand = op.op === 'unset' ? 'NULL' : bind(operands[index] ?? null);
    assignments.push(`${name} = ${op.op === 'increment' ? `coalesce(${name}, 0) + ${operand}` : operand}`);
  }
}

/** An increment needs a number that stays finite; otherwise the row is left to the reference implementation. */
function incrementGuard(
  { layout, bind }: CompileContext,
  op: Extract<DirectOp, { op: 'increment' }>,
): string {
  const [name = 'NULL'] = columnOf(layout, op.target.field).names;
  return `coalesce(${name}, 0) ${op.amount < 0 ? '>=' : '<='} ${bind(farthest(op))}`;
}

/** The condition on the rows to change; the first match only, in order of insertion, when one is returned. */
function rowCondition(context: CompileContext, { where, returning }: DirectUpdate): string {
  const condition = compileWhere(context, where);
  if (!returning || pinsObjectId(where)) return condition;
  const { table, rowId, insertionOrder } = context.layout;
  const { rowLock } = context.dialect;
  const first = insertionOrder === undefined ? 'LIMIT 1' : `ORDER BY ${insertionOrder} LIMIT 1`;
  const lock = rowLock === '' ? '' : ` ${rowLock}`;
  return `${rowId} = (SELECT ${rowId} FROM ${table} WHERE ${condition} ${first}${lock})`;
}
