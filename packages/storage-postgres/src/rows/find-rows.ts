import type { FindOptions, Json, QueryHints, StoredObject, Where } from '@parse/core/adapter';
import { compileCount, compileFind, projection, readFound, type Projection } from '@parse/storage-sql';
import type { Table } from '../table/tables.js';
import type { TableAccess } from './access.js';

/** The rows that satisfy a condition. */
export async function findRows(
  { dialect, table, session }: TableAccess,
  where: Where,
  options: FindOptions,
): Promise<StoredObject[]> {
  const chosen = chooseFields(table, options.fields);
  const statement = compileFind(dialect, table.layout, { where, options, projection: chosen });
  const rows = await session.rows(statement);
  return rows.map((row) => readFound(chosen, row, options));
}

/** How many rows satisfy a condition. */
export async function countRows(
  { dialect, table, session }: TableAccess,
  where: Where,
  hints: QueryHints | undefined,
): Promise<number> {
  const [row] = await session.rows(compileCount(dialect, table.layout, where, hints));
  return Number(row?.[0] ?? 0);
}

/** PostgreSQL's plan for a find. */
export async function explainFind(
  { dialect, table, session }: TableAccess,
  where: Where,
  options: FindOptions,
): Promise<Json> {
  const { sql, params } = compileFind(dialect, table.layout, { where, options, projection: table.all });
  const [row] = await session.rows({ sql: `EXPLAIN (FORMAT JSON) ${sql}`, params });
  return JSON.parse(String(row?.[0] ?? 'null')) as Json;
}

/** The columns of the fields asked for; absent: all. */
export function chooseFields(table: Table, fields: readonly string[] | undefined): Projection {
  return fields ? projection(table.layout, fields) : table.all;
}
