import { StorageError, type StorageErrorKind } from '@parse/core/adapter';
import type { TableLayout } from '@parse/storage-sql';

/** The `StorageError` that an error of the driver stands for. A layout tells the fields of a refused duplicate. */
export function mapError(error: unknown, layout?: TableLayout): unknown {
  if (!(error instanceof Error) || StorageError.isInstance(error)) return error;
  const code = sqlState(error);
  if (isUnanswered(error)) return failure('timeout', error);
  if (code === undefined) return isConnectionFailure(error) ? failure('connection', error) : error;
  const kind = BY_STATE.get(code) ?? BY_CLASS.get(code.slice(0, 2)) ?? 'driver';
  if (kind !== 'duplicate-value') return failure(kind, error);
  const fields = duplicateFields(detailOf(error), layout);
  return new StorageError(kind, MESSAGES[kind] ?? '', { cause: error, fields });
}

/**
 * Whether an error says that a table is no longer what it was when the statement was written for it, so that it may
 * succeed when it is written again.
 */
export function isOvertakenTable(error: unknown): boolean {
  const code = error instanceof Error ? sqlState(error) : undefined;
  return code !== undefined && OVERTAKEN.has(code);
}

/** Whether a connection that had been made was cut, so that a new one may do better. */
export function isCutConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = sqlState(error);
  if (code !== undefined) return CUT.has(code);
  return /terminated unexpectedly|ECONNRESET|EPIPE|not queryable/.test(error.message);
}

/** Whether an error of the driver says that its connection is of no use any more. */
export function isLostConnection(error: unknown): boolean {
  const mapped = mapError(error);
  return StorageError.isInstance(mapped) && mapped.kind === 'connection';
}

/** Whether the driver gave up on a server that says nothing: the answer may still come, on that connection. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

/** Whether a failure is the server's refusal of a statement, which then had no effect. */
export function isRefusal(error: unknown): boolean {
  if (!StorageError.isInstance(error) || error.kind === 'connection' || error.kind === 'timeout')
    return false;
  return error.cause instanceof Error && sqlState(error.cause) !== undefined;
}

const CUT: ReadonlySet<string> = new Set(['57P01', '57P02', '57P05', '08003', '08006']);

const UNDEFINED_TABLE = '42P01';

/** undefined_column, undefined_table, feature_not_supported (a cached plan's result changed), datatype mismatches. */
const OVERTAKEN: ReadonlySet<string> = new Set(['42703', UNDEFINED_TABLE, '0A000', '42804', '42883']);

const BY_STATE: ReadonlyMap<string, StorageErrorKind> = new Map([
  ['23505', 'duplicate-value'],
  ['40001', 'write-conflict'],
  ['40P01', 'write-conflict'],
  // A statement in a transaction was prepared on another connection, behind a pooler: the next time none is.
  ['26000', 'write-conflict'],
  ['42P05', 'write-conflict'],
  ['57014', 'timeout'],
  ['55P03', 'timeout'],
  ['25P03', 'timeout'],
  [UNDEFINED_TABLE, 'class-missing'],
  // A number, text or expression that PostgreSQL cannot hold or compile.
  ['22003', 'invalid-query'],
  ['22007', 'invalid-query'],
  ['22008', 'invalid-query'],
  ['22021', 'invalid-query'],
  ['22P02', 'invalid-query'],
  ['22P05', 'invalid-query'],
  ['2201B', 'invalid-query'],
  // Of an operator's own: NOT NULL, foreign keys, CHECK, EXCLUDE, and triggers that raise an exception.
  ['23502', 'value-refused'],
  ['23503', 'value-refused'],
  ['23514', 'value-refused'],
  ['23P01', 'value-refused'],
  ['P0001', 'value-refused'],
  ['42501', 'not-permitted'],
  ['54000', 'too-large'],
  ['54011', 'too-large'],
  ['53300', 'connection'],
  ['57P01', 'connection'],
  ['57P02', 'connection'],
  ['57P03', 'connection'],
  ['57P05', 'connection'],
  // A server that only reads is one that was just replaced; the next connection finds the other.
  ['25006', 'connection'],
]);

const BY_CLASS: ReadonlyMap<string, StorageErrorKind> = new Map([
  ['08', 'connection'],
  ['28', 'connection'],
  ['3D', 'connection'],
]);

const MESSAGES: { readonly [Kind in StorageErrorKind]?: string } = {
  'duplicate-value': 'a unique index refused the value',
  'write-conflict': 'another transaction changed the same rows',
  timeout: 'the statement took too long',
  'class-missing': 'the class does not exist',
  'invalid-query': 'the value or pattern is none that PostgreSQL can hold or search for',
  'value-refused': 'a rule of the database refuses the values',
  'not-permitted': 'the account of the server may not do this',
  'too-large': 'the object is too large, for the database or for an index',
  connection: 'the database cannot be reached',
};

function failure(kind: StorageErrorKind, cause: Error): StorageError {
  return new StorageError(kind, MESSAGES[kind] ?? cause.message, { cause });
}

function sqlState(error: Error): string | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && 'severity' in error ? code : undefined;
}

function detailOf(error: Error): string {
  return 'detail' in error && typeof error.detail === 'string' ? error.detail : '';
}

/** The driver has no codes of its own for lost connections, only texts; the system's have codes without a state. */
function isConnectionFailure(error: Error): boolean {
  if ('code' in error && typeof error.code === 'string' && SYSTEM_CODES.test(error.code)) return true;
  return /connection|client was closed|pool after calling end|timeout exceeded|not queryable/i.test(
    error.message,
  );
}

/** Of the system, as `ECONNREFUSED`, and of TLS, as `SELF_SIGNED_CERT_IN_CHAIN`. */
const SYSTEM_CODES = /^E[A-Z]+$|^ERR_(?:TLS|SSL)_|^(?!ERR_).*(?:CERT|SIGNATURE)/;

/** The server says `Key (a, lower(b))=(…) already exists.`, names quoted where they must be, in any language. */
function duplicateFields(detail: string, layout: TableLayout | undefined): readonly string[] {
  const open = detail.indexOf('(');
  const close = detail.indexOf(')=(');
  if (open < 0 || close < open) return [];
  const fields = splitKeys(detail.slice(open + 1, close)).map((key) => fieldOfKey(key, layout));
  return [...new Set(fields.filter((field) => field !== ''))];
}

function splitKeys(keys: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < keys.length; index += 1) {
    const character = keys[index];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(keys.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...parts, keys.slice(start).trim()];
}

/** A key is a column, `lower` of one, or a path `((column -> 'a'::text) ->> 'b'::text)` below one. */
function fieldOfKey(key: string, layout: TableLayout | undefined): string {
  const [, quoted, plain] = /"((?:[^"]|"")+)"|([a-z_][a-z0-9_]*)(?![a-z0-9_(])/.exec(key) ?? [];
  const name = quoted?.replaceAll('""', '"') ?? plain ?? '';
  const column = layout?.columns.find(({ names }) => names[0] === `"${name.replaceAll('"', '""')}"`);
  const path = Array.from(key.matchAll(/'((?:[^']|'')*)'::text/g), ([, step = '']) =>
    step.replaceAll("''", "'"),
  );
  return [column?.field ?? name, ...path].join('.');
}
