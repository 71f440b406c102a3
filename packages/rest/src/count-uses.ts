import { ErrorCode, ParseError, type UseLimit } from '@parse/core';
import { isThisMachine } from './client-address.js';
import type { Caller } from './gate.js';
import { memoryRateLimitStore, type RateLimitStore, type RateLimitWindow } from './rate-limit-store.js';
import type { ResponseHeaders } from './rest-response.js';

/** Counts uses and refuses those that are one too many. */
export interface UseCounter {
  /**
   * Counts one use of what has that name. Throws `RateLimitError`; else tells how many are left and what the headers
   * say of that, or undefined for a caller whom the limit does not concern.
   */
  count(name: string, limit: UseLimit, caller: Caller): Promise<UsesLeft | undefined>;
}

/** What a limit leaves. */
export interface UsesLeft {
  readonly remaining: number;
  readonly headers: ResponseHeaders;
}

/** A request that was one too many. In a batch it is an ordinary error of the whole batch. */
export class RateLimitError extends ParseError {
  readonly headers: ResponseHeaders;

  constructor(message: string, headers: ResponseHeaders) {
    super(ErrorCode.ConnectionFailed, message, { status: 429 });
    this.headers = headers;
  }
}

/** What the limiter counts with. */
export interface RateLimiterOptions {
  /** Absent: in this process. */
  readonly store?: RateLimitStore;
  readonly now?: () => number;
}

/** Makes a counter. Limits that share a store need names that differ. */
export function createUseCounter(options: RateLimiterOptions = {}): UseCounter {
  const now = options.now ?? Date.now;
  const store = options.store ?? memoryRateLimitStore({ now });
  return {
    async count(name, limit, caller) {
      if (!concerns(limit, caller)) return undefined;
      const window = await store.hit(`${name}:${zoneKey(limit, caller)}`, limit.requestTimeWindow);
      if (window.count > limit.requestCount) throw tooMany(limit, window, now());
      return { remaining: limit.requestCount - window.count, headers: limitHeaders(limit, window) };
    },
  };
}

function concerns(limit: UseLimit, caller: Caller): boolean {
  if (!limit.includeMasterKey && isMaster(caller)) return false;
  return limit.includeInternalRequests === true || !isThisMachine(caller.ip);
}

function isMaster({ auth }: Caller): boolean {
  return auth?.kind === 'master' || auth?.kind === 'read-only-master';
}

/** The kind is part of the key: a user's id never meets an address. */
function zoneKey(limit: UseLimit, caller: Caller): string {
  switch (limit.zone ?? 'ip') {
    case 'global':
      return 'global';
    case 'user':
      return caller.auth?.kind === 'user' ? `user:${caller.auth.userId}` : `ip:${network(caller.ip)}`;
    case 'session':
      return caller.auth?.kind === 'user'
        ? `session:${caller.auth.session.objectId}`
        : `ip:${network(caller.ip)}`;
    case 'ip':
      return `ip:${network(caller.ip)}`;
  }
}

/** One subscriber holds a whole IPv6 /64, and would have as many counts as it has addresses. */
function network(ip: string): string {
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(8 - left.length - right.length, 0);
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':');
}

function limitHeaders(limit: UseLimit, window: RateLimitWindow): ResponseHeaders {
  return {
    'X-RateLimit-Limit': String(limit.requestCount),
    'X-RateLimit-Remaining': String(Math.max(limit.requestCount - window.count, 0)),
    'X-RateLimit-Reset': String(Math.ceil(window.resetAt / 1000)),
  };
}

function tooMany(limit: UseLimit, window: RateLimitWindow, now: number): RateLimitError {
  return new RateLimitError(limit.errorResponseMessage ?? 'Too many requests.', {
    ...limitHeaders(limit, window),
    'Retry-After': String(Math.max(Math.ceil((window.resetAt - now) / 1000), 1)),
  });
}
