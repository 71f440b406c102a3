import { StorageError } from '@parse/core/adapter';
import { MongoNetworkError, MongoServerError } from 'mongodb';
import { expect, test } from 'vitest';
import { mapError } from './map-error.js';

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

test.each<readonly [string, unknown, string]>([
  ['a lost connection, as the driver tells it', new MongoNetworkError('closed'), 'connection'],
  ['a socket that closed while it was written to', systemError('EPIPE'), 'connection'],
  ['a connection that was reset', systemError('ECONNRESET'), 'connection'],
  ['a number that BSON cannot hold', systemError('ERR_OUT_OF_RANGE'), 'too-large'],
  ['a refusal of the server', new MongoServerError({ message: 'no', code: 2 }), 'invalid-query'],
  ['a refusal of a validator', new MongoServerError({ message: 'no', code: 121 }), 'value-refused'],
  ['an account without the right', new MongoServerError({ message: 'no', code: 13 }), 'not-permitted'],
  ['a refusal that is not known', new MongoServerError({ message: 'no', code: 3 }), 'driver'],
  ['anything else', new TypeError('surprise'), 'driver'],
])('%s is a failure of the store', (_name, error, kind) => {
  const failure = mapError(error);
  expect(StorageError.isInstance(failure)).toBe(true);
  expect(failure).toMatchObject({ kind, cause: error });
});

test('a failure of the store stays what it is', () => {
  const failure = new StorageError('class-missing', 'no such class');
  expect(mapError(failure)).toBe(failure);
});
