import type { FieldOp, QueryHints, StoredObject, Where } from '@parse/core/adapter';
import type { SqlDialect } from '../sql-dialect.js';
import type { SqlStatement, SqlValue } from '../sql-value.js';
import type { TableLayout } from '../table-layout.js';
import type { CompileContext } from '../where/compile-context.js';
import { compileWhere } from '../where/compile-where.js';
import { unknownField } from './compile-insert.js';
import { pinsObjectId, startStatement } from './compile-select.js';
import type { Projection } from './projection.js';

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
  const { context, params } = startStatement(dialect, layout, update.hints);
  const assignments: string[] = [];
  const changed = new Set<string>();
  for (const op of update.ops) {
    if (op.op === 'set-on-insert') continue;
    if (!isDirect(op) || changed.has(op.target.field)) return undefined;
    changed.add(op.target.field);
    assign(context, op, assignments);
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
    const column = layout.columnOf.get(field);
    if (!column) throw unknownField(layout, field);
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

type DirectOp = Extract<FieldOp, { op: 'set' | 'unset' | 'increment' }>;

function isDirect(op: FieldOp): op is DirectOp {
  if (op.target.path.length > 0) return false;
  return op.op === 'unset' || op.op === 'increment' || (op.op === 'set' && op.value !== null);
}

function assign({ layout, bind }: CompileContext, op: DirectOp, assignments: string[]): void {
  const column = layout.columnOf.get(op.target.field);
  if (!column) throw unknownField(layout, op.target.field);
  if (column.computed) return;
  if (op.op === 'unset') {
    for (const name of column.names) assignments.push(`${name} = NULL`);
  } else if (op.op === 'increment') {
    const [amount = op.amount] = column.operands(op.amount) ?? [];
    for (const name of column.names) assignments.push(`${name} = coalesce(${name}, 0) + ${bind(amount)}`);
  } else {
    const values: SqlValue[] = [];
    column.encode(op.value, values);
    for (const [index, name] of column.names.entries()) {
      assignments.push(`${name} = ${bind(values[index] ?? null)}`);
    }
  }
}

/** An increment needs a number that stays finite; otherwise the row is left to the reference implementation. */
function incrementGuard({ layout, bind }: CompileContext, op: Extract<FieldOp, { op: 'increment' }>): string {
  const column = layout.columnOf.get(op.target.field);
  if (column?.schema.type !== 'Number') return 'FALSE';
  const [name = 'NULL'] = column.names;
  // What is compared is the number before: on some engines the sum itself fails.
  const most = (Number.MAX_VALUE - Math.abs(op.amount)) * (1 - Number.EPSILON);
  return op.amount < 0 ? `coalesce(${name}, 0) >= ${bind(-most)}` : `coalesce(${name}, 0) <= ${bind(most)}`;
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
