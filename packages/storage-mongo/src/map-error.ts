import { StorageError, type StorageErrorKind } from '@parse/core/adapter';
import type { ClassLayout } from './codec/class-layout.js';
import { AUTH_DATA_PREFIX } from './codec/class-layout.js';

/**
 * The `StorageError` that a failed call to the driver stands for. Not all of them are errors of its own: what becomes
 * of a socket that closes while it is written to comes as Node tells it.
 */
export function mapError(error: unknown, layout?: ClassLayout): unknown {
  if (!(error instanceof Error) || StorageError.isInstance(error)) return error;
  const details = { cause: error };
  if (codeOf(error) === DUPLICATE_KEY) {
    return new StorageError('duplicate-value', 'a unique index refused the value', {
      ...details,
      fields: duplicateFields(error, layout),
    });
  }
  const kind = kindOf(error);
  if (isNulInKey(error))
    return new StorageError('invalid-query', 'keys cannot hold the character NUL', details);
  return new StorageError(kind, kind === 'invalid-query' ? error.message : MESSAGES[kind], details);
}

/** The code the server gave the error, or undefined. */
export function codeOf(error: unknown): number | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'number' ? code : undefined;
}

/** Codes of MongoDB's servers, by the names its documentation gives them. */
export const ServerCode = {
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  NamespaceExists: 48,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NoQueryExecutionPlans: 291,
} as const;

const DUPLICATE_KEY = 11000;

const KINDS_BY_CODE: ReadonlyMap<number, StorageErrorKind> = new Map([
  [2, 'invalid-query'], // BadValue: an operation does not fit the value
  [9, 'invalid-query'], // FailedToParse
  [13, 'not-permitted'], // Unauthorized
  [14, 'invalid-query'], // TypeMismatch
  [15, 'too-large'], // Overflow: nested too deeply
  [24, 'timeout'], // LockTimeout
  [27, 'invalid-query'], // IndexNotFound: a text search without its index
  [28, 'invalid-query'], // PathNotViable
  [50, 'timeout'], // MaxTimeMSExpired
  [67, 'invalid-query'], // CannotCreateIndex
  [85, 'invalid-query'], // IndexOptionsConflict
  [86, 'invalid-query'], // IndexKeySpecsConflict
  [112, 'write-conflict'],
  [115, 'unsupported'], // CommandNotSupported
  [121, 'value-refused'], // DocumentValidationFailure
  [202, 'timeout'], // NetworkInterfaceExceededTimeLimit
  [238, 'unsupported'], // NotImplemented
  [251, 'write-conflict'], // NoSuchTransaction: the server gave it up
  [262, 'timeout'], // ExceededTimeLimit
  [291, 'invalid-query'], // NoQueryExecutionPlans: a hint that cannot be followed
  [10334, 'too-large'], // BSONObjectTooLarge
  [17419, 'too-large'],
  [17420, 'too-large'],
]);

const KINDS_BY_NAME: ReadonlyMap<string, StorageErrorKind> = new Map([
  ['MongoNetworkTimeoutError', 'timeout'],
  ['MongoWaitQueueTimeoutError', 'timeout'],
  ['MongoOperationTimeoutError', 'timeout'],
  ['MongoNetworkError', 'connection'],
  ['MongoServerSelectionError', 'connection'],
  ['MongoPoolClearedError', 'connection'],
  ['MongoPoolClosedError', 'connection'],
  ['MongoNotConnectedError', 'connection'],
  ['MongoTopologyClosedError', 'connection'],
  ['MongoClientClosedError', 'connection'],
  ['MongoExpiredSessionError', 'driver'],
]);

const MESSAGES: Readonly<Record<Exclude<StorageErrorKind, 'invalid-query'>, string>> = {
  'duplicate-value': 'a unique index refused the value',
  'class-exists': 'the class exists',
  'class-missing': 'the class does not exist',
  'field-conflict': 'the field exists with another type',
  connection: 'the database cannot be reached',
  timeout: 'the database took too long',
  'write-conflict': 'rows changed while the transaction ran',
  'value-refused': 'a rule of the database refuses the values',
  'not-permitted': 'the account of the server may not do this',
  'too-large': 'the object is too large',
  unsupported: 'the database cannot do this',
  driver: 'the database failed',
};

function kindOf(error: Error): StorageErrorKind {
  if (hasLabel(error, 'TransientTransactionError') && codeOf(error) !== undefined) return 'write-conflict';
  const code = codeOf(error);
  const known = (code === undefined ? undefined : KINDS_BY_CODE.get(code)) ?? KINDS_BY_NAME.get(error.name);
  if (known) return known;
  // The server numbers what it finds wrong with a pipeline or an expression from here on.
  if (code !== undefined && code > 15_000 && error.name === 'MongoServerError') return 'invalid-query';
  if (hasLabel(error, 'RetryableWriteError')) return 'connection';
  const nodeCode: unknown = Reflect.get(error, 'code');
  if (nodeCode === 'ERR_OUT_OF_RANGE') return 'too-large';
  return nodeCode === 'EPIPE' || nodeCode === 'ECONNRESET' ? 'connection' : 'driver';
}

/** The driver refuses the row or the condition before it is sent. */
function isNulInKey(error: Error): boolean {
  return error.name === 'BSONError' && error.message.includes('must not contain null bytes');
}

function hasLabel(error: Error, label: string): boolean {
  const labels: unknown = Reflect.get(error, 'errorLabels');
  return Array.isArray(labels) && labels.includes(label);
}

/** The wire names of the columns of the index that refused a value. */
function duplicateFields(error: Error, layout: ClassLayout | undefined): readonly string[] {
  const pattern: unknown = Reflect.get(error, 'keyPattern');
  const keys =
    typeof pattern === 'object' && pattern !== null
      ? Object.keys(pattern)
      : Array.from(error.message.matchAll(/(?:dup key: \{ |, )([^:{}]+): /g), ([, key = '']) => key);
  return keys.map((key) => wireName(key, layout));
}

function wireName(key: string, layout: ClassLayout | undefined): string {
  const [stored = '', ...path] = key.split('.');
  const field = layout?.byStoredName.get(stored)?.field;
  if (field !== undefined) return [field, ...path].join('.');
  if (stored.startsWith(AUTH_DATA_PREFIX))
    return ['authData', stored.slice(AUTH_DATA_PREFIX.length), ...path].join('.');
  if (stored === '_id') return 'objectId';
  return key.startsWith('_p_') ? key.slice('_p_'.length) : key;
}
