import { ConfigError, type Auth, type RateLimitZone, type UseLimit } from '@parse/core';

/** Counts one use by the caller of what has that name; rejects when it is one too many. */
export type CountUse = (
  name: string,
  limit: UseLimit,
  caller: { readonly ip: string; readonly auth: Auth },
) => Promise<unknown>;

/** The limit of a function or trigger, with the methods that it is for. */
export interface CallLimit extends UseLimit {
  /** Absent: every method. */
  readonly methods: ReadonlySet<string> | undefined;
}

/** What `Parse.Server.RateLimitZone` holds. */
export const RATE_LIMIT_ZONES: Readonly<Record<RateLimitZone, RateLimitZone>> = {
  ip: 'ip',
  user: 'user',
  session: 'session',
  global: 'global',
};

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isFlag: Check = (value) => typeof value === 'boolean';
const isText: Check = (value) => typeof value === 'string';
const isTexts: Check = (value) => isText(value) || (Array.isArray(value) && value.every(isText));

const OPTIONS: ReadonlyMap<string, Check> = new Map([
  ['requestCount', isNumber],
  ['requestTimeWindow', isNumber],
  ['requestMethods', isTexts],
  ['includeMasterKey', isFlag],
  ['includeInternalRequests', isFlag],
  ['errorResponseMessage', isText],
  ['zone', (value) => typeof value === 'string' && Object.hasOwn(RATE_LIMIT_ZONES, value)],
  // Written for servers that count in Redis; see `warnOfUnused`.
  ['redisUrl', isText],
]);

/** The limit that the rule stands for; throws ConfigError that names each option that is unknown or of no use. */
export function callLimit(given: Readonly<Record<string, unknown>>): CallLimit {
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const check = OPTIONS.get(name);
    if (!check) return [`Invalid rate limit option "${name}"`];
    return value === undefined || check(value) ? [] : [`validator.rateLimit.${name} has the wrong type.`];
  });
  for (const name of ['requestCount', 'requestTimeWindow']) {
    if (given[name] === undefined) problems.push(`validator.rateLimit.${name} must be set.`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const { requestMethods, ...limit } = given as unknown as UseLimit & { requestMethods?: string | string[] };
  const methods = typeof requestMethods === 'string' ? [requestMethods] : requestMethods;
  return { ...limit, methods: methods && new Set(methods.map((method) => method.toUpperCase())) };
}
