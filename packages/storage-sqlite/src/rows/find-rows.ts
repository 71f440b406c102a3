import type { FindOptions, QueryHints, StoredObject, Where } from '@parse/core/adapter';
import { compileCount, compileFind, projection, readFound, type Projection } from '@parse/storage-sql';
import type { Table } from '../table.js';
import type { TableAccess } from './access.js';

/** The rows that satisfy a condition. */
export function findRows(
  { dialect, table, connection }: TableAccess,
  where: Where,
  options: FindOptions,
): StoredObject[] {
  const chosen = chooseFields(table, options.fields);
  const statement = compileFind(dialect, table.layout, { where, options, projection: chosen });
  return connection.all(statement).map((row) => readFound(chosen, row, options));
}

/** How many rows satisfy a condition. */
export function countRows(
  { dialect, table, connection }: TableAccess,
  where: Where,
  hints: QueryHints | undefined,
): number {
  const [row] = connection.all(compileCount(dialect, table.layout, where, hints));
  return Number(row?.[0] ?? 0);
}

/** The lines of SQLite's query plan for a find. */
export function explainFind(
  { dialect, table, connection }: TableAccess,
  where: Where,
  options: FindOptions,
): string[] {
  const { sql, params } = compileFind(dialect, table.layout, { where, options, projection: table.all });
  return connection.all({ sql: `EXPLAIN QUERY PLAN ${sql}`, params }).map((row) => String(row[3]));
}

/** The columns of the fields asked for; absent: all. */
export function chooseFields(table: Table, fields: readonly string[] | undefined): Projection {
  return fields ? projection(table.layout, fields) : table.all;
}
