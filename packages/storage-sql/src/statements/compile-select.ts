import { StorageError, type FindOptions, type QueryHints, type Where } from '@parse/core/adapter';
import type { SqlDialect } from '../sql-dialect.js';
import type { SqlStatement } from '../sql-value.js';
import { parameterList } from '../statement-builder.js';
import type { TableLayout } from '../table-layout.js';
import type { CompileContext } from '../where/compile-context.js';
import { compileWhere } from '../where/compile-where.js';
import { compileOrder, compileScore } from './compile-order.js';
import type { Projection } from './projection.js';

/**
 * The statement that finds rows: in the order asked for, among ties in the order of insertion. What it gives is for
 * `readFound`.
 */
export function compileFind(
  dialect: SqlDialect,
  layout: TableLayout,
  { where, options, projection }: { where: Where; options: FindOptions; projection: Projection },
): SqlStatement {
  const { context, params } = startStatement(dialect, layout, options.hints);
  // Parameters are bound in the order of the text.
  const score = options.score ? `${compileScore(context, where) ?? 'NULL'}, ` : '';
  const condition = compileWhere(context, where);
  let sql = `SELECT ${score}${projection.sql} FROM ${layout.table} WHERE ${condition}`;
  // A condition that pins the objectId finds one row at most: nothing to order, nothing to cut but by skip.
  const order = pinsObjectId(where) ? '' : compileOrder(context, where, options.sort ?? []);
  if (order !== '') sql += ` ORDER BY ${order}`;
  if (options.limit !== undefined) sql += ` LIMIT ${wholeNumber(options.limit)}`;
  else if (options.skip !== undefined) sql += ` ${dialect.noLimit}`;
  if (options.skip !== undefined) sql += ` OFFSET ${context.bind(wholeNumber(options.skip))}`;
  return { sql, params };
}

/** The statement that counts rows. */
export function compileCount(
  dialect: SqlDialect,
  layout: TableLayout,
  where: Where,
  hints?: QueryHints,
): SqlStatement {
  const { context, params } = startStatement(dialect, layout, hints);
  return { sql: `SELECT count(*) FROM ${layout.table} WHERE ${compileWhere(context, where)}`, params };
}

/** The statement that lists what identifies the matching rows, in order of insertion where there is one. */
export function compileRowIds(
  dialect: SqlDialect,
  layout: TableLayout,
  { where, hints, limit }: { where: Where; hints?: QueryHints | undefined; limit?: number },
): SqlStatement {
  const { context, params } = startStatement(dialect, layout, hints);
  const { rowId, insertionOrder, table } = layout;
  let sql = `SELECT ${rowId} FROM ${table} WHERE ${compileWhere(context, where)}`;
  if (insertionOrder !== undefined) sql += ` ORDER BY ${insertionOrder}`;
  return { sql: limit === undefined ? sql : `${sql} LIMIT ${wholeNumber(limit)}`, params };
}

/** The context that a statement's conditions are compiled in, and the parameters they leave. */
export function startStatement(
  dialect: SqlDialect,
  layout: TableLayout,
  hints: QueryHints | undefined,
): { readonly context: CompileContext; readonly params: SqlStatement['params'] } {
  const { bind, params } = parameterList(dialect);
  return { context: { dialect, layout, bind, ignoreCase: hints?.caseInsensitive === true }, params };
}

/** Whether at most one row can satisfy the condition because it names an objectId. */
export function pinsObjectId(where: Where): boolean {
  if (where.op === 'and') return where.nodes.some((node) => node.op !== 'and' && pinsObjectId(node));
  return (
    where.op === 'equal' &&
    where.key.field === 'objectId' &&
    where.key.path.length === 0 &&
    typeof where.value === 'string'
  );
}

/**
 * A limit stands in the text: SQLite plans a statement anew each time when it is a parameter. Few different ones are
 * in use.
 */
function wholeNumber(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new StorageError('invalid-query', 'limit and skip are whole numbers');
}
