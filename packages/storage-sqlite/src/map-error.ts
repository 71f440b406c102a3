import { StorageError, type IndexSpec } from '@parse/core/adapter';
import type { Connection } from './connection/connection.js';
import { fieldOfColumn } from './dialect/names.js';

/** Runs `work`, translating what SQLite fails with into a `StorageError`. */
export function withMappedErrors<T>(connection: Connection, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw mapError(error, connection);
  }
}

/** The `StorageError` that an error of the driver stands for. The connection is asked about indexes. */
export function mapError(error: unknown, connection?: Connection): unknown {
  if (isClosed(error)) return new StorageError('connection', 'the storage was closed', { cause: error });
  if (!isSqliteError(error)) return error;
  const { message } = error;
  const cause = { cause: error };
  const code = primaryCode(error);
  if (code === SQLITE_CONSTRAINT && REFUSED_BY_RULE.test(message)) {
    return new StorageError('value-refused', 'a rule of the database refuses the values', cause);
  }
  if (code === SQLITE_CONSTRAINT) {
    const fields = duplicateFields(message, connection);
    return new StorageError('duplicate-value', 'a unique index refused the value', { ...cause, fields });
  }
  if (code === SQLITE_BUSY || code === SQLITE_LOCKED) {
    return new StorageError('timeout', 'another process is writing for too long', cause);
  }
  if (code === SQLITE_TOOBIG) return new StorageError('too-large', 'the object is too large', cause);
  if (code === SQLITE_CANTOPEN) {
    return new StorageError('connection', 'the database file cannot be opened', cause);
  }
  if (MISSING_TABLE.test(message))
    return new StorageError('class-missing', 'the class does not exist', cause);
  return new StorageError('driver', message, cause);
}

/** Whether an error says that a class no longer has a column or full text index that its snapshot names. */
export function isOvertakenSchema(error: unknown): boolean {
  return isSqliteError(error) && OVERTAKEN.test(error.message);
}

const PRIMARY_CODE = 0xff;
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_CANTOPEN = 14;
const SQLITE_TOOBIG = 18;
const SQLITE_CONSTRAINT = 19;

/** What errors without a code say; `@photostructure/sqlite` 1.x leaves it out of those of `all`. */
const CODES_BY_MESSAGE: readonly (readonly [RegExp, number])[] = [
  [/constraint failed/, SQLITE_CONSTRAINT],
  [/^database (table )?is locked/, SQLITE_BUSY],
  [/^string or blob too big/, SQLITE_TOOBIG],
  [/^unable to open database file/, SQLITE_CANTOPEN],
];

const OVERTAKEN = /no such column: |has no column named |no such table: (main\.)?text:/;
const MISSING_TABLE = /^no such table: /;
/** CHECK, NOT NULL, foreign keys and triggers, none of which are made here; the text of a trigger is its own. */
const REFUSED_BY_RULE = /^(?!UNIQUE constraint failed: )/;
const REFUSED_BY_INDEX = /^UNIQUE constraint failed: index '(.*)'$/s;
const REFUSED_BY_COLUMNS = /^UNIQUE constraint failed: (.*)$/s;

interface SqliteError {
  readonly message: string;
  readonly errcode?: number;
}

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}

/** Of a call that waited for its turn, or of a transaction, while the storage was closed. */
function isClosed(error: unknown): boolean {
  return error instanceof Error && /^database is not open/.test(error.message);
}

function primaryCode({ errcode, message }: SqliteError): number | undefined {
  if (errcode !== undefined) return errcode & PRIMARY_CODE;
  return CODES_BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1];
}

/** SQLite names the columns of an index, or the index itself when it is one on expressions. */
function duplicateFields(message: string, connection: Connection | undefined): readonly string[] {
  const index = REFUSED_BY_INDEX.exec(message)?.[1];
  if (index !== undefined) return connection ? indexedKeys(connection, index) : [];
  const columns = REFUSED_BY_COLUMNS.exec(message)?.[1] ?? '';
  const fields = columns
    .split(', ')
    .map((column) => fieldOfColumn(column.slice(column.lastIndexOf('.') + 1)));
  return [...new Set(fields.filter((field) => field !== ''))];
}

function indexedKeys(connection: Connection, physicalName: string): readonly string[] {
  const [row] = connection.all({
    sql: 'SELECT keys FROM "_INDEX" WHERE ? IN (physicalName, physicalName || \':nulls\')',
    params: [physicalName],
  });
  return typeof row?.[0] === 'string' ? Object.keys(JSON.parse(row[0]) as IndexSpec) : [];
}
