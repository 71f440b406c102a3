import {
  lookupClasses,
  matchCondition,
  runPipeline,
  type JsonObject,
  type StoredObject,
} from '@parse/core/adapter';
import { quoteName, readRow, ROW_ID_COLUMN } from '@parse/storage-sql';
import type { Connection } from '../connection/connection.js';
import { loadClass } from '../schema/class-table.js';
import type { Table, Tables } from '../table.js';
import type { TableAccess } from './access.js';
import { findRows } from './find-rows.js';

/**
 * Runs a pipeline by core's implementation over the rows of the class and of those it looks up. A `$match` at its head
 * is left to SQL, so that only the rows it finds are read.
 */
export function aggregateRows(
  { dialect, table, connection }: TableAccess,
  tables: Tables,
  pipeline: readonly JsonObject[],
): JsonObject[] {
  const others = new Map<string, readonly StoredObject[]>();
  for (const className of lookupClasses(pipeline)) {
    const other = loadClass(connection, className);
    if (other) others.set(className, allRows(tables.of(other), connection));
  }
  const { schema } = table.layout;
  const context = { schema, lookup: (className: string) => others.get(className) ?? [] };
  const [first = {}, ...rest] = pipeline;
  const isMatch = Object.keys(first).join() === '$match';
  const where = isMatch ? matchCondition(first.$match ?? null, schema) : undefined;
  if (!where) return runPipeline(allRows(table, connection), pipeline, context);
  const rows = findRows({ dialect, table, connection }, where, {});
  return runPipeline(rows, rest, context);
}

function allRows({ layout, all }: Table, connection: Connection): readonly StoredObject[] {
  const sql = `SELECT ${all.sql} FROM ${layout.table} ORDER BY ${quoteName(ROW_ID_COLUMN)}`;
  return connection.all({ sql, params: [] }).map((row) => readRow(all, row));
}
