import type { IndexOptions, IndexSpec } from '@parse/core/adapter';
import { quoteName, type SqlColumn, type SqlDialect, type TableLayout } from '@parse/storage-sql';
import { columnName, foldedColumnName, tableName } from '../dialect/names.js';

/** An index to make: its name in the file, its keys and options. */
export interface PhysicalIndex {
  readonly physicalName: string;
  readonly keys: IndexSpec;
  readonly options: IndexOptions;
}

/**
 * The statements that make an index; none when SQLite has no use for it. A unique index that is not sparse gets a
 * companion for rows with unset keys, since SQLite lets NULLs repeat; a key below an Object column gets a companion
 * for arrays, which conditions look into.
 */
export function createIndex(
  dialect: SqlDialect,
  layout: TableLayout,
  { physicalName, keys, options }: PhysicalIndex,
): readonly string[] {
  const terms = Object.entries(keys).flatMap(([key, kind]) =>
    indexTerms({ dialect, layout, options }, key, kind),
  );
  if (terms.length === 0) return [];
  const on = (name: string) => `INDEX ${quoteName(name)} ON ${layout.table}`;
  const sorted = terms.map(({ expression, descending }) => (descending ? `${expression} DESC` : expression));
  const statements = [`CREATE ${options.unique ? 'UNIQUE ' : ''}${on(physicalName)} (${sorted.join(', ')})`];
  for (const { type } of terms) {
    if (type === undefined) continue;
    const name = arraysName(physicalName, statements.length - 1);
    statements.push(`CREATE ${on(name)} (${type}) WHERE ${type} = 'array'`);
  }
  if (options.unique === true && options.sparse !== true) {
    statements.push(nullsIndex(on(nullsName(physicalName)), terms));
  }
  return statements;
}

/** The statements that drop what `createIndex` made. */
export function dropIndex(physicalName: string, keys: IndexSpec): readonly string[] {
  const arrays = Object.keys(keys).map((_, index) => arraysName(physicalName, index));
  return [physicalName, nullsName(physicalName), ...arrays].map(
    (name) => `DROP INDEX IF EXISTS ${quoteName(name)}`,
  );
}

/**
 * The statement that makes the index a column has without being asked, if it has one: pointers are followed
 * backwards, places searched, and the newest rows listed first in most classes.
 */
export function createAutomaticIndex({ schema, table }: TableLayout, column: SqlColumn): readonly string[] {
  const { type } = column.schema;
  if (type !== 'Pointer' && type !== 'GeoPoint' && column.field !== 'createdAt') return [];
  const name = quoteName(automaticIndexName(schema.className, column));
  return [`CREATE INDEX ${name} ON ${table} (${column.names.join(', ')})`];
}

/** The statement that drops that index, if there is one. */
export function dropAutomaticIndex({ schema }: TableLayout, column: SqlColumn): string {
  return `DROP INDEX IF EXISTS ${quoteName(automaticIndexName(schema.className, column))}`;
}

/** The field that a key of an index is about. */
export function fieldOfKey(key: string): string {
  return key.split('.', 1).join();
}

interface IndexTerm {
  readonly expression: string;
  readonly descending: boolean;
  /** The expression of the JSON type there, for a key below a column. */
  readonly type?: string;
}

interface TermContext {
  readonly dialect: SqlDialect;
  readonly layout: TableLayout;
  readonly options: IndexOptions;
}

function indexTerms(
  { dialect, layout, options }: TermContext,
  key: string,
  kind: IndexSpec[string] | undefined,
): readonly IndexTerm[] {
  const column = layout.columnOf.get(fieldOfKey(key));
  if (!column || kind === 'text' || kind === '2d' || kind === '2dsphere') return [];
  const descending = kind === -1;
  const [, ...path] = key.split('.');
  if (path.length === 0) {
    if (column.form === 'json' && options.unique !== true) return [];
    const folded = options.caseInsensitive === true && column.schema.type === 'String';
    const names = folded ? [quoteName(foldedColumnName(column.field))] : column.names;
    return names.map((expression) => ({ expression, descending }));
  }
  if (column.form !== 'json') return [];
  const place = dialect.jsonPlace(column, path);
  return [{ expression: place.scalar('string'), descending, type: place.type }];
}

/** Rows in which some key is unset, their keys made comparable. */
function nullsIndex(on: string, terms: readonly IndexTerm[]): string {
  const keys = terms.map(({ expression }) => `ifnull(${expression}, x'00')`);
  const someNull = terms.map(({ expression }) => `${expression} IS NULL`).join(' OR ');
  return `CREATE UNIQUE ${on} (${keys.join(', ')}) WHERE ${someNull}`;
}

function arraysName(physicalName: string, index: number): string {
  return `${physicalName}:arrays:${index}`;
}

function nullsName(physicalName: string): string {
  return `${physicalName}:nulls`;
}

function automaticIndexName(className: string, { field }: SqlColumn): string {
  return `auto:${tableName(className)}:${columnName(field)}`;
}
