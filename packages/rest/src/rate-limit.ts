import { ConfigError, ErrorCode, ParseError } from '@parse/core';
import { pathToRegexp } from 'path-to-regexp';
import { isThisMachine } from './client-address.js';
import type { Caller, Operation } from './gate.js';
import { memoryRateLimitStore, type RateLimitStore, type RateLimitWindow } from './rate-limit-store.js';
import type { ResponseHeaders } from './rest-response.js';

/** Who shares one count. `user` and `session` fall back to the address for callers that have none. */
export type RateLimitZone = 'ip' | 'user' | 'session' | 'global';

/** How often an operation may be used. */
export interface RateLimitRule {
  /** Pattern of path-to-regexp 8 below the mount: `/functions/*name`, `/login`. */
  readonly requestPath: string;
  /** Absent: every method. */
  readonly requestMethods?: string | readonly string[];
  readonly requestCount: number;
  /** Milliseconds. */
  readonly requestTimeWindow: number;
  /** Absent: `ip`. */
  readonly zone?: RateLimitZone;
  /** Counts requests from this machine too, which are usually those of Cloud Code. */
  readonly includeInternalRequests?: boolean;
  /** Counts requests with the master key too. */
  readonly includeMasterKey?: boolean;
  readonly errorResponseMessage?: string;
}

/** Counts operations and refuses those that are one too many. */
export interface RateLimiter {
  /** Throws `RateLimitError`; else tells in headers how much the tightest rule leaves. */
  count(operation: Operation, caller: Caller): Promise<ResponseHeaders | undefined>;
}

interface CompiledRule extends RateLimitRule {
  readonly path: RegExp;
  readonly methods: ReadonlySet<string> | undefined;
  /** Distinguishes the counts of the rules in one store. */
  readonly prefix: string;
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

/** Compiles the rules; throws one `ConfigError` with every problem. */
export function createRateLimiter(
  rules: readonly RateLimitRule[],
  options: RateLimiterOptions = {},
): RateLimiter {
  const compiled = compileRules(rules);
  const now = options.now ?? Date.now;
  const store = options.store ?? memoryRateLimitStore({ now });
  return {
    async count(operation, caller) {
      let headers: ResponseHeaders | undefined;
      let least = Number.POSITIVE_INFINITY;
      for (const rule of compiled) {
        if (!concerns(rule, operation, caller)) continue;
        const window = await store.hit(rule.prefix + zoneKey(rule, caller), rule.requestTimeWindow);
        if (window.count > rule.requestCount) throw tooMany(rule, window, now());
        const remaining = rule.requestCount - window.count;
        if (remaining >= least) continue;
        least = remaining;
        headers = limitHeaders(rule, window);
      }
      return headers;
    },
  };
}

function compileRules(rules: readonly RateLimitRule[]): readonly CompiledRule[] {
  const problems: string[] = [];
  const compiled = rules.flatMap((rule, index) => {
    const name = `rateLimit[${index}]`;
    if (!(rule.requestCount >= 0)) problems.push(`${name}.requestCount must be a number`);
    if (!(rule.requestTimeWindow > 0))
      problems.push(`${name}.requestTimeWindow must be a number of milliseconds`);
    try {
      const methods = typeof rule.requestMethods === 'string' ? [rule.requestMethods] : rule.requestMethods;
      return [
        {
          ...rule,
          path: pathToRegexp(rule.requestPath).regexp,
          methods: methods && new Set(methods.map((method) => method.toUpperCase())),
          prefix: `${index}:`,
        },
      ];
    } catch (error) {
      problems.push(`${name}.requestPath "${rule.requestPath}" is no path pattern: ${String(error)}`);
      return [];
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return compiled;
}

function concerns(rule: CompiledRule, operation: Operation, caller: Caller): boolean {
  if (!rule.includeMasterKey && caller.auth?.kind === 'master') return false;
  if (!rule.includeInternalRequests && isThisMachine(caller.ip)) return false;
  if (rule.methods && !rule.methods.has(operation.method)) return false;
  return rule.path.test(operation.path);
}

/** The kind is part of the key: a user's id never meets an address. */
function zoneKey(rule: CompiledRule, caller: Caller): string {
  switch (rule.zone ?? 'ip') {
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

function limitHeaders(rule: CompiledRule, window: RateLimitWindow): ResponseHeaders {
  return {
    'X-RateLimit-Limit': String(rule.requestCount),
    'X-RateLimit-Remaining': String(Math.max(rule.requestCount - window.count, 0)),
    'X-RateLimit-Reset': String(Math.ceil(window.resetAt / 1000)),
  };
}

function tooMany(rule: CompiledRule, window: RateLimitWindow, now: number): RateLimitError {
  return new RateLimitError(rule.errorResponseMessage ?? 'Too many requests.', {
    ...limitHeaders(rule, window),
    'Retry-After': String(Math.max(Math.ceil((window.resetAt - now) / 1000), 1)),
  });
}
