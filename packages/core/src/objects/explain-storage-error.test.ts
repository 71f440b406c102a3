import { expect, test } from 'vitest';
import { StorageError, type StorageErrorKind } from '../errors/storage-error.js';
import { explainStorageErrors } from './explain-storage-error.js';

const SECRET = 'the store’s own words';

test.each<readonly [StorageErrorKind, number, string]>([
  ['duplicate-value', 137, 'A duplicate value for a field with unique values was provided'],
  ['value-refused', 142, 'A rule of the database refuses the values.'],
  ['not-permitted', 119, 'The database does not permit this to the server.'],
  ['too-large', 116, 'The object is too large.'],
  ['connection', 1, 'An internal server error occurred'],
  ['timeout', 1, 'An internal server error occurred'],
  ['write-conflict', 1, 'An internal server error occurred'],
  ['driver', 1, 'An internal server error occurred'],
  ['invalid-query', 102, SECRET],
  ['unsupported', 108, SECRET],
  ['class-missing', 103, SECRET],
  ['field-conflict', 111, SECRET],
])('a store that fails with %s is answered with %i', async (kind, code, message) => {
  const failure = new StorageError(kind, SECRET);
  await expect(explainStorageErrors(undefined, Promise.reject(failure))).rejects.toMatchObject({
    code,
    message,
    cause: failure,
  });
});

test('what the database does not permit is told to the operator', async () => {
  const cause = new Error('permission denied for schema public');
  const failure = new StorageError('not-permitted', 'the account may not do this', { cause });
  await expect(explainStorageErrors(undefined, Promise.reject(failure))).rejects.toMatchObject({
    logMessage: 'the account may not do this: permission denied for schema public',
  });
});
