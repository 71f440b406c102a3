import type { SqlRow, SqlStatement } from '@parse/storage-sql';
import { registerFunctions } from '../functions/register-functions.js';
import type { ResolvedOptions } from '../options.js';
import type { SqliteDatabase, SqliteDriver } from './driver.js';
import { statementCache } from './statement-cache.js';

/** One connection. All of its work is done before a call returns. */
export interface Connection {
  /** The rows of a statement, which may also be a write with RETURNING. */
  all(statement: SqlStatement): readonly SqlRow[];
  /** Runs a write; returns how many rows it changed. */
  run(statement: SqlStatement): number;
  /** Runs statements without parameters that are not worth keeping prepared. */
  execute(sql: string): void;
  /** Runs `work` so that all of its writes happen or none; inside an open transaction too. */
  atomically<T>(work: () => T): T;
  /** Starts and ends the transaction that outlives a call. */
  readonly isInTransaction: boolean;
  /** Whether SQLite is in one: it rolls back by itself after some failures. */
  readonly holdsTransaction: boolean;
  begin(mode: 'read' | 'write'): void;
  commit(): void;
  rollback(): void;
  close(): void;
}

/** Opens a connection with the settings of the adapter. `readOnly` ones refuse to write. */
export function openConnection(
  driver: SqliteDriver,
  options: ResolvedOptions,
  { readOnly }: { readonly readOnly: boolean },
): Connection {
  const database = driver(options.path);
  try {
    configure(database, options, readOnly);
    registerFunctions(database);
  } catch (error) {
    database.close();
    throw error;
  }
  const prepare = statementCache(database);
  let depth = 0;

  return {
    all: ({ sql, params }) => prepare(sql).all(...params),
    run: ({ sql, params }) => Number(prepare(sql).run(...params).changes),
    execute: (sql) => database.exec(sql),
    atomically(work) {
      const [begin, commit, rollback] = depth > 0 ? SAVEPOINT : TRANSACTION;
      database.exec(begin);
      depth += 1;
      try {
        const result = work();
        database.exec(commit);
        return result;
      } catch (error) {
        undo(database, rollback);
        throw error;
      } finally {
        depth -= 1;
      }
    },
    get isInTransaction() {
      return depth > 0;
    },
    get holdsTransaction() {
      return database.isTransaction;
    },
    begin(mode) {
      database.exec(mode === 'read' ? 'BEGIN' : TRANSACTION[0]);
      depth += 1;
    },
    commit() {
      database.exec(TRANSACTION[1]);
      depth -= 1;
    },
    rollback() {
      depth -= 1;
      undo(database, TRANSACTION[2]);
    },
    close: () => database.close(),
  };
}

const TRANSACTION = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'] as const;
const SAVEPOINT = ['SAVEPOINT step', 'RELEASE step', 'ROLLBACK TO step; RELEASE step'] as const;

/** A full disk or a failing one makes SQLite roll back by itself; then there is nothing left to undo. */
function undo(database: SqliteDatabase, rollback: string): void {
  try {
    database.exec(rollback);
  } catch {
    // The error that led here says more.
  }
}

function configure(database: SqliteDatabase, options: ResolvedOptions, readOnly: boolean): void {
  const { busyTimeoutMs, cacheSizeKb, synchronous } = options;
  database.exec(`PRAGMA busy_timeout = ${Math.trunc(busyTimeoutMs)}`);
  database.exec(`PRAGMA synchronous = ${synchronous === 'full' ? 'FULL' : 'NORMAL'}`);
  database.exec(`PRAGMA cache_size = -${Math.trunc(cacheSizeKb)}`);
  database.exec('PRAGMA temp_store = MEMORY');
  // Statistics stay approximate: exact ones make SQLite plan a statement anew for every value it is run with.
  database.exec('PRAGMA analysis_limit = 400');
  if (readOnly) database.exec('PRAGMA query_only = ON');
}
