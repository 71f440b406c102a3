import { ErrorCode, ParseError, type Auth } from '@parse/core';
import type { RateLimiter } from './rate-limit.js';
import type { ResponseHeaders } from './rest-response.js';
import type { RouteAllowList } from './route-allow-list.js';

/** What a request does, after routing: the method as overridden and the canonical path. */
export interface Operation {
  readonly method: string;
  readonly path: string;
}

/** Who wants to do it, as far as limits and lists ask. */
export interface Caller {
  readonly ip: string;
  /** Undefined when the session that came along is no good. */
  readonly auth: Auth | undefined;
}

/**
 * The one place where rate limits and the route allow list are applied. Requests and the parts of a batch pass it
 * alike, so neither spelling, nor method override, nor batching goes around it.
 */
export interface Gate {
  /** Throws when the caller may not; else the headers that tell how much is left. */
  pass(operation: Operation, caller: Caller): Promise<ResponseHeaders | undefined>;
}

/** What a gate checks. */
export interface GateOptions {
  readonly limiter: RateLimiter | undefined;
  readonly allowList: RouteAllowList | undefined;
  /** Refusals do not name the route. */
  readonly sanitizeErrors: boolean;
}

/** The gate, or undefined when there is nothing to check. */
export function createGate({ limiter, allowList, sanitizeErrors }: GateOptions): Gate | undefined {
  if (!limiter && !allowList) return undefined;
  return {
    async pass(operation, caller) {
      const headers = await limiter?.count(operation, caller);
      if (allowList && !holdsKey(caller.auth) && !allowList.allows(operation.path)) {
        throw notAllowed(operation, sanitizeErrors);
      }
      return headers;
    },
  };
}

/** Whether the caller proved one of the keys that read everything. */
export function holdsKey(auth: Auth | undefined): boolean {
  return auth !== undefined && auth.kind !== 'user' && auth.kind !== 'anonymous';
}

function notAllowed({ method, path }: Operation, sanitize: boolean): ParseError {
  const reason = `Route not allowed by routeAllowList: ${method} ${path.slice(1)}`;
  return new ParseError(ErrorCode.OperationForbidden, sanitize ? 'Permission denied' : reason, {
    logMessage: reason,
  });
}
