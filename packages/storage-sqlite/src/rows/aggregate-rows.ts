import { lookupClasses, runPipeline, type ClassSchema, type JsonObject, type StoredObject } from '@parse/core/adapter';
import { readRow } from '@parse/storage-sql';
import type { Connection } from '../connection/connection.js';
import { loadClass } from '../schema/class-table.js';
import type { RowAccess } from './access.js';

/** Runs a pipeline by core's implementation over the rows of the class and of those it looks up. */
export function aggregateRows(
  access: RowAccess,
  connection: Connection,
  { schema, pipeline }: { readonly schema: ClassSchema; readonly pipeline: readonly JsonObject[] },
): JsonObject[] {
  const others = new Map<string, readonly StoredObject[]>();
  for (const className of lookupClasses(pipeline)) {
    const other = loadClass(connection, className);
    if (other) others.set(className, allRows(access, connection, other));
  }
  return runPipeline(allRows(access, connection, schema), pipeline, {
    schema,
    lookup: (className) => others.get(className) ?? [],
  });
}

function allRows({ tableOf }: RowAccess, connection: Connection, schema: ClassSchema): readonly StoredObject[] {
  const { layout, all } = tableOf(schema);
  const sql = `SELECT ${all.sql} FROM ${layout.table} ORDER BY "row:id"`;
  return connection.all({ sql, params: [] }).map((row) => readRow(all, row));
}
