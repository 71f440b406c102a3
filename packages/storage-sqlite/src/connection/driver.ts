import { StorageError } from '@parse/core/adapter';
import type { SqlRow, SqlValue } from '@parse/storage-sql';

/** A prepared statement of `node:sqlite`, as much of it as is used. */
export interface SqliteStatement {
  all(...params: readonly SqlValue[]): SqlRow[];
  run(...params: readonly SqlValue[]): { readonly changes: number | bigint };
  setReturnArrays(enabled: boolean): void;
}

/** A connection of `node:sqlite`, as much of it as is used. */
export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): void;
  close(): void;
  readonly isTransaction: boolean;
  function(
    name: string,
    options: { readonly deterministic: boolean; readonly varargs: boolean },
    implementation: (...values: SqlValue[]) => SqlValue,
  ): void;
}

/** Opens a connection to a file. */
export type SqliteDriver = (path: string) => SqliteDatabase;

/**
 * Node's own SQLite where it can do what is needed (rows as arrays, full text search: from Node 22.16 on), else the
 * package that brings the same interface to older ones. Loaded on first use.
 */
export async function loadDriver(): Promise<SqliteDriver> {
  const own = await importDriver('node:sqlite');
  if (own && isSufficient(own)) return own;
  const library = await importDriver('@photostructure/sqlite');
  if (library) return library;
  throw new StorageError(
    'driver',
    'SQLite is missing: use Node 22.16 or newer, or install @photostructure/sqlite',
  );
}

async function importDriver(name: string): Promise<SqliteDriver | undefined> {
  const loaded: unknown = await import(name).catch(() => undefined);
  const { DatabaseSync } = (loaded ?? {}) as { DatabaseSync?: new (path: string) => SqliteDatabase };
  return DatabaseSync && ((path) => new DatabaseSync(path));
}

function isSufficient(driver: SqliteDriver): boolean {
  const database = driver(':memory:');
  try {
    const options = database.prepare("SELECT sqlite_compileoption_used('ENABLE_FTS5')");
    options.setReturnArrays(true);
    return options.all()[0]?.[0] === 1;
  } catch {
    return false;
  } finally {
    database.close();
  }
}
