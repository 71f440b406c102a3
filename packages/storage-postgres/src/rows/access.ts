import { StorageError, type ClassSchema, type FieldOp, type StoredObject } from '@parse/core/adapter';
import type { SqlDialect } from '@parse/storage-sql';
import type { Session } from '../connection/session.js';
import { isCutConnection, isOvertakenTable, mapError } from '../map-error.js';
import { addMissingColumns } from '../schema/missing-columns.js';
import type { Table, Tables } from '../table/tables.js';

/** What the operations on rows work with. */
export interface RowAccess {
  readonly dialect: SqlDialect;
  readonly tables: Tables;
  /** Lends a connection that sees what the caller may see. */
  readonly use: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  /** Lends one in a transaction. */
  readonly atomically: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  /** Whether a statement that failed can be written anew; in a transaction all of its work would have to be. */
  readonly canRepeat: boolean;
}

/** A table reached through a connection. */
export interface TableAccess {
  readonly dialect: SqlDialect;
  readonly table: Table;
  readonly session: Session;
}

/** An operation on one class. */
export interface RowWork<T> {
  readonly schema: ClassSchema;
  /** Its answer for a class that was never created; without it the operation fails. */
  readonly none?: T;
  /** It only reads, so that a connection that turns out to be cut is no reason to fail. */
  readonly isRead?: boolean;
  /** All of its statements succeed or none does. */
  readonly atomic?: boolean;
  /** What it writes, so that there are columns for it. */
  readonly writes?: { readonly object?: StoredObject; readonly ops?: readonly FieldOp[] };
  readonly run: (table: TableAccess) => Promise<T>;
}

/**
 * Runs an operation; again when the table has changed since it was last looked at, when it lost a race, and a read when
 * its connection was cut.
 */
export async function runOnTable<T>(access: RowAccess, work: RowWork<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(access, work);
    } catch (error) {
      const { className } = work.schema;
      const overtaken = isOvertakenTable(error);
      if (overtaken) access.tables.forget(className);
      const mapped = mapError(error, access.tables.known(work.schema)?.layout);
      const mayPass = overtaken || isConflict(mapped) || (work.isRead === true && isCutConnection(error));
      if (mayPass && access.canRepeat && attempt < MAX_ATTEMPTS) continue;
      if (overtaken && !access.canRepeat) {
        throw new StorageError('write-conflict', `class ${className} was changed meanwhile`, {
          cause: error,
        });
      }
      return answerFailure(mapped, work);
    }
  }
}

const MAX_ATTEMPTS = 5;

async function runOnce<T>(access: RowAccess, work: RowWork<T>): Promise<T> {
  const lend = work.atomic === true ? access.atomically : access.use;
  return lend(async (session) => {
    const { dialect, tables } = access;
    const found = tables.known(work.schema) ?? (await tables.find(work.schema, session));
    if (!found) {
      const { className } = work.schema;
      throw new StorageError('class-missing', `class ${className} does not exist`);
    }
    const table = work.writes ? await addMissingColumns(access, session, found, work) : found;
    return work.run({ dialect, table, session });
  });
}

function isConflict(error: unknown): boolean {
  return StorageError.isInstance(error) && error.kind === 'write-conflict';
}

function answerFailure<T>(error: unknown, { none }: RowWork<T>): T {
  if (none !== undefined && StorageError.isInstance(error) && error.kind === 'class-missing') return none;
  throw error;
}
