import { claimRequestId, ErrorCode, ParseError, type App } from '@parse/core';
import type { Operation } from './gate.js';
import { compilePatterns } from './route-allow-list.js';

/** Which requests may be repeated safely by clients that lost the answer. */
export interface IdempotencyOptions {
  /** Regular expressions for the beginning of the path below the mount, without its first slash. */
  readonly paths: readonly string[];
  /** Seconds a request id is remembered. */
  readonly ttl: number;
}

/** Refuses requests that were seen before. */
export interface Idempotency {
  /** Throws DuplicateRequest for an id that another request claimed. Of racing requests exactly one passes. */
  claim(operation: Operation, requestId: string): Promise<void>;
}

/** Remembers the ids of POST and PUT requests to the given paths, in the app's storage. */
export function createIdempotency(app: App, options: IdempotencyOptions): Idempotency {
  const expressions = compilePatterns('idempotencyOptions.paths', options.paths, (path) => `^(?:${path})`);
  return {
    async claim({ method, path }, requestId) {
      if (method !== 'POST' && method !== 'PUT') return;
      if (!expressions.some((expression) => expression.test(path.slice(1)))) return;
      if (await claimRequestId(app, requestId, options.ttl)) return;
      throw new ParseError(ErrorCode.DuplicateRequest, 'Duplicate request');
    },
  };
}
