import { Client } from 'pg';
import { dumpRows, hideMadeUp, showTime, type Dump, type DumpedRow } from './dump.js';
import type { DumpOptions } from './dump-mongo.js';

/** All rows as PostgreSQL shows them, and the definition of all tables, columns, indexes and functions. */
export async function dumpPostgres(options: DumpOptions): Promise<Dump> {
  const client = new Client({ connectionString: options.uri });
  await client.connect();
  try {
    const ask = async (sql: string) => (await client.query<Readonly<Record<string, unknown>>>(sql)).rows;
    const lines: [string, string][] = [];
    for (const { name } of await ask(tablesSql)) {
      const table = String(name);
      lines.push([table, 'a table']);
      const rows = await ask(`SELECT * FROM "${table}"`);
      const key = table === '_SCHEMA' ? 'className' : 'objectId';
      lines.push(
        ...dumpRows(
          table,
          rows.map((row) => dumpRow(row, options)),
          key,
        ),
      );
    }
    for (const sql of [columnsSql, indexesSql, functionsSql]) {
      for (const { at, definition } of await ask(sql)) lines.push([String(at), String(definition)]);
    }
    return new Map(lines);
  } finally {
    await client.end();
  }
}

const tablesSql = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;

const columnsSql = `
  SELECT relname || ' / column ' || attname AS at,
    format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' not null' ELSE '' END ||
    coalesce(' default ' || pg_get_expr(adbin, adrelid), '') AS definition
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped`;

const indexesSql = `SELECT tablename || ' / index ' || indexname AS at, indexdef AS definition
  FROM pg_indexes WHERE schemaname = 'public'`;

const functionsSql = `SELECT 'function ' || proname AS at, pg_get_function_arguments(oid) AS definition
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'`;

/** A NULL is nothing stored, like a column that is not there. */
function dumpRow(row: Readonly<Record<string, unknown>>, { given, started }: DumpOptions): DumpedRow {
  const entries = Object.entries(row)
    .filter(([, value]) => value !== null)
    .map(([column, value]): [string, string] => [column, hideMadeUp(show(value, started), given)]);
  return Object.fromEntries(entries);
}

function show(value: unknown, started: number): string {
  if (value instanceof Date) return showTime(value, started);
  return JSON.stringify(value, (_, item: unknown) => showNested(item, started));
}

/** Times inside JSON are texts. */
function showNested(value: unknown, started: number): unknown {
  const isTime = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
  return isTime ? showTime(new Date(value), started) : value;
}
