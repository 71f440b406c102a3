import { ConfigError, type UseLimit } from '@parse/core';
import { pathToRegexp } from 'path-to-regexp';
import { createUseCounter, type RateLimiterOptions } from './count-uses.js';
import type { Caller, Operation } from './gate.js';
import type { ResponseHeaders } from './rest-response.js';

/** How often an operation may be used. */
export interface RateLimitRule extends UseLimit {
  /** Pattern of path-to-regexp 8 below the mount: `/functions/*name`, `/login`. */
  readonly requestPath: string;
  /** Absent: every method. */
  readonly requestMethods?: string | readonly string[];
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
  readonly name: string;
}

/** Compiles the rules; throws one `ConfigError` with every problem. */
export function createRateLimiter(
  rules: readonly RateLimitRule[],
  options: RateLimiterOptions = {},
): RateLimiter {
  const compiled = compileRules(rules);
  const uses = createUseCounter(options);
  return {
    async count(operation, caller) {
      let headers: ResponseHeaders | undefined;
      let least = Number.POSITIVE_INFINITY;
      for (const rule of compiled) {
        if (!concerns(rule, operation)) continue;
        const left = await uses.count(rule.name, rule, caller);
        if (!left || left.remaining >= least) continue;
        least = left.remaining;
        headers = left.headers;
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
          name: String(index),
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

function concerns(rule: CompiledRule, operation: Operation): boolean {
  if (rule.methods && !rule.methods.has(operation.method)) return false;
  return rule.path.test(operation.path);
}
