import type { Session } from '../connection/session.js';
import { arrayLiteral } from '../dialect/array-literal.js';
import { hashedName, physicalNames } from './physical-name.js';

/** A class's table as it is in the database. */
export interface TableFacts {
  /** Unquoted. */
  readonly name: string;
  /** Types by column. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Asks the database for the table of a class; undefined when there is none. */
export async function readTableFacts(session: Session, className: string): Promise<TableFacts | undefined> {
  const names = physicalNames(className);
  const rows = await session.rows({ sql: COLUMNS, params: [arrayLiteral(names)] });
  const name = names.find((each) => rows.some(([table]) => table === each));
  if (name === undefined) return undefined;
  if (name !== names[0] && (await belongsToAnother(session, name, className))) return undefined;
  const columns = new Map<string, string>();
  for (const [table, column, type] of rows) if (table === name) columns.set(String(column), String(type));
  return { name, columns };
}

/** The names of all tables. */
export async function tableNames(session: Session): Promise<readonly string[]> {
  const rows = await session.rows({ sql: TABLES, params: [] });
  return rows.map(([name]) => String(name));
}

/** Which of the names are those of tables. */
export async function existingTables(
  session: Session,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await session.rows({ sql: `${TABLES} AND ${IS_NAMED}`, params: [arrayLiteral(names)] });
  return new Set(rows.map(([name]) => String(name)));
}

/** Whether a table with the beginning of a long name is that of another class, which begins alike. */
async function belongsToAnother(session: Session, name: string, className: string): Promise<boolean> {
  const sql = 'SELECT "className" FROM "_SCHEMA" WHERE starts_with("className", $1) AND "className" <> $2';
  const others = await session.rows({ sql, params: [name, className] });
  if (others.length === 0) return false;
  const hashed = others.map(([other]) => hashedName(String(other)));
  const tables = await existingTables(session, hashed);
  return hashed.some((each) => !tables.has(each));
}

const IN_SCHEMA = `c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'f', 'v', 'm')`;

/** By a list of names, which the index on names serves; a set of rows would have the whole catalogue read. */
const IS_NAMED = 'c.relname = ANY($1::name[])';

const TABLES = `SELECT c.relname FROM pg_class AS c WHERE ${IN_SCHEMA}`;

/** A table without columns is found too. */
const COLUMNS = `SELECT c.relname, coalesce(a.attname, ''), format_type(a.atttypid, a.atttypmod)
  FROM pg_class AS c LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE ${IN_SCHEMA} AND ${IS_NAMED}`;
