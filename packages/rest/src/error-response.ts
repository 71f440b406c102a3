import { randomUUID } from 'node:crypto';
import {
  ErrorCode,
  explainStorageError,
  ForbiddenError,
  ParseError,
  statusOfCode,
  StorageError,
  type JsonObject,
  type Logger,
} from '@parse/core';
import { HttpError } from './http-error.js';
import { RateLimitError } from './count-uses.js';
import { json, type ResponseHeaders, type RestResponse } from './rest-response.js';

/** An error as clients see it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers?: ResponseHeaders;
}

const INTERNAL_ERROR = 'Internal server error.';

/**
 * The answer to a failed request, and its line in the log. What is no error of Parse is a fault of ours: the client
 * learns nothing of it, the log has it under a request id.
 */
export function errorResponse(error: unknown, log: Logger): RestResponse {
  const { status, body, headers } = describeError(error) ?? {
    status: 500,
    // The key is `message` here and `error` everywhere else; clients know it so.
    body: { code: ErrorCode.InternalServerError, message: INTERNAL_ERROR },
  };
  logError(error, status, log);
  return { ...json(status, body, headers), error };
}

/** An error as one result of a batch: `{ code, error }`. */
export function errorResult(error: unknown, log: Logger): JsonObject {
  const answer = describeError(error);
  logError(error, answer?.status ?? 500, log);
  return answer?.body ?? { code: ErrorCode.InternalServerError, error: INTERNAL_ERROR };
}

/** Undefined for everything that is not meant to be seen. */
function describeError(error: unknown): ErrorAnswer | undefined {
  if (error instanceof RateLimitError) return { ...describeParseError(error), headers: error.headers };
  if (ParseError.isInstance(error)) return describeParseError(error);
  // Of what happens around operations: a session that is looked up, a request id that is claimed, a transaction.
  if (StorageError.isInstance(error)) return describeParseError(explainStorageError(error));
  if (ForbiddenError.isInstance(error)) return { status: 403, body: { error: error.message } };
  if (error instanceof HttpError) return { status: error.status, body: { error: error.message } };
  return undefined;
}

function describeParseError({ code, message, status, info }: ParseError): ErrorAnswer {
  return { status: status ?? statusOfCode(code), body: { code, error: message, ...info } };
}

function logError(error: unknown, status: number, log: Logger): void {
  if (status >= 500) {
    log.log('error', 'Request failed.', { requestId: randomUUID(), error });
    return;
  }
  if (!(error instanceof Error)) return;
  const reason = 'logMessage' in error && typeof error.logMessage === 'string' ? error.logMessage : undefined;
  const level = reason === undefined ? 'verbose' : 'info';
  if (log.isEnabled(level)) log.log(level, `Request refused: ${reason ?? error.message}`, { status });
}
