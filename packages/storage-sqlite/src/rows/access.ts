import type { ClassSchema } from '@parse/core/adapter';
import type { SqlDialect } from '@parse/storage-sql';
import type { Connection } from '../connection/connection.js';
import { isClassMissing, mapError } from '../map-error.js';
import type { Table } from '../table.js';

/** What the operations on rows work with. */
export interface RowAccess {
  readonly dialect: SqlDialect;
  readonly tableOf: (schema: ClassSchema) => Table;
  /** Runs a read on the connection that sees what the caller may see. */
  readonly read: <T>(work: (connection: Connection) => T) => T;
  /** Runs a write when its turn has come. */
  readonly write: <T>(work: (connection: Connection) => T) => Promise<T>;
}

/** Reads; a class that was never created has no rows and gives `none`. */
export function readRows<T>({ read }: RowAccess, none: T, work: (connection: Connection) => T): T {
  return read((connection) => {
    try {
      return work(connection);
    } catch (error) {
      return orNone(error, connection, none);
    }
  });
}

/** Writes to rows that exist, of which a class that was never created has none. */
export function writeRows<T>({ write }: RowAccess, none: T, work: (connection: Connection) => T): Promise<T> {
  return write((connection) => {
    try {
      return work(connection);
    } catch (error) {
      return orNone(error, connection, none);
    }
  });
}

function orNone<T>(error: unknown, connection: Connection, none: T): T {
  const mapped = mapError(error, connection);
  if (isClassMissing(mapped)) return none;
  throw mapped;
}
