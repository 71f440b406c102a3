import { StorageError, type ClassSchema } from '@parse/core/adapter';
import type { SqlDialect } from '@parse/storage-sql';
import type { Connection } from '../connection/connection.js';
import { isOvertakenSchema, mapError } from '../map-error.js';
import { loadClass } from '../schema/class-table.js';
import type { Table, Tables } from '../table.js';

/** What the operations on rows work with. */
export interface RowAccess {
  readonly dialect: SqlDialect;
  readonly tables: Tables;
  /** Runs a read on the connection that sees what the caller may see. */
  readonly read: <T>(work: (connection: Connection) => T) => T | Promise<T>;
  /** Runs a write when its turn has come. */
  readonly write: <T>(work: (connection: Connection) => T) => Promise<T>;
}

/** A table reached through a connection. */
export interface TableAccess {
  readonly dialect: SqlDialect;
  readonly table: Table;
  readonly connection: Connection;
}

/** An operation on one class. `none` is its answer for a class that was never created; without it that fails. */
export interface RowWork<T> {
  readonly schema: ClassSchema;
  readonly none?: T;
  readonly run: (table: TableAccess) => T;
}

/** Reads rows of a class. */
export function readRows<T>(access: RowAccess, work: RowWork<T>): T | Promise<T> {
  return access.read((connection) => runOnTable(access, connection, work));
}

/** Writes rows of a class. */
export function writeRows<T>(access: RowAccess, work: RowWork<T>): Promise<T> {
  return access.write((connection) => runOnTable(access, connection, work));
}

/** Runs the work; once more when the class has changed since the caller's snapshot of it was taken. */
function runOnTable<T>(access: RowAccess, connection: Connection, work: RowWork<T>): T {
  const { schema, run } = work;
  const { dialect, tables } = access;
  try {
    return run({ dialect, connection, table: tables.of(schema) });
  } catch (error) {
    const current = isOvertakenSchema(error) ? loadClass(connection, schema.className) : undefined;
    if (!current) return answerFailure(mapError(error, connection), work);
    tables.refresh(schema, current);
    try {
      return run({ dialect, connection, table: tables.of(schema) });
    } catch (again) {
      return answerFailure(mapError(again, connection), work);
    }
  }
}

function answerFailure<T>(error: unknown, { none }: RowWork<T>): T {
  if (none !== undefined && StorageError.isInstance(error) && error.kind === 'class-missing') return none;
  throw error;
}
