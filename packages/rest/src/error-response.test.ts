import { ForbiddenError, ParseError, StorageError, type LogFields, type LogLevel } from '@parse/core';
import { expect, test } from 'vitest';
import { errorResponse, errorResult } from './error-response.js';
import { HttpError } from './http-error.js';

interface Line {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields | undefined;
}

function answer(error: unknown) {
  const lines: Line[] = [];
  const log = {
    log: (level: LogLevel, message: string, fields?: LogFields) =>
      void lines.push({ level, message, fields }),
    isEnabled: () => true,
  };
  const { status, body } = errorResponse(error, log);
  return {
    status,
    body: body.kind === 'json' ? body.value : undefined,
    lines,
    inBatch: errorResult(error, log),
  };
}

test.each([
  ['not found', new ParseError(101, 'Object not found.'), 404, { code: 101, error: 'Object not found.' }],
  ['internal', new ParseError(1, 'An internal error'), 500, { code: 1, error: 'An internal error' }],
  ['any other code', new ParseError(107, 'bad'), 400, { code: 107, error: 'bad' }],
  ['a code of the app', new ParseError(9001, 'mine'), 400, { code: 9001, error: 'mine' }],
  ['a status of its own', new ParseError(141, 'x', { status: 418 }), 418, { code: 141, error: 'x' }],
  [
    'more keys',
    new ParseError(137, 'x', { info: { field: 'f' } }),
    400,
    { code: 137, error: 'x', field: 'f' },
  ],
  [
    'a failure of the store',
    new StorageError('connection', 'secret'),
    500,
    { code: 1, error: 'An internal server error occurred' },
  ],
  ['no rights', new ForbiddenError('Permission denied', 'why'), 403, { error: 'Permission denied' }],
  ['unreadable', new HttpError(413, 'request entity too large'), 413, { error: 'request entity too large' }],
])('%s', (_name, error, status, body) => {
  const answered = answer(error);
  expect(answered).toMatchObject({ status, body, inBatch: body });
});

test.each([new TypeError('secret'), 'secret', undefined])('a fault of ours is not shown: %o', (error) => {
  const { status, body, inBatch, lines } = answer(error);
  expect(status).toBe(500);
  expect(body).toEqual({ code: 1, message: 'Internal server error.' });
  expect(inBatch).toEqual({ code: 1, error: 'Internal server error.' });
  expect(lines[0]).toMatchObject({ level: 'error', fields: { requestId: expect.any(String), error } });
});

test('the reason of a refusal is in the log only', () => {
  const { body, lines } = answer(new ParseError(119, 'Permission denied', { logMessage: 'the reason' }));
  expect(JSON.stringify(body)).not.toContain('the reason');
  expect(lines[0]).toMatchObject({ level: 'info', message: 'Request refused: the reason' });
});
