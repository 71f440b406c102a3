import type { Logger } from '@parse/core';
import type { NodeHandlerOptions, RateLimitRule, RestOptions } from '@parse/rest';
import { definedEntries, pickDefined } from '../options/defined-entries.js';
import type { RateLimitOptions } from '../options/parse-server-options.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { serverVersion } from '../server-version.js';

const byteUnits: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** What `createRestHandler` is given for these options. */
export function restOptions(options: ResolvedOptions): RestOptions {
  const { idempotencyOptions, publicServerURL } = options;
  const paths = idempotencyOptions?.paths ?? [];
  return {
    serverVersion: serverVersion(),
    maxUploadSize: bytes(options.maxUploadSize),
    rateLimit: options.rateLimit.map(rateLimitRule),
    ...pickDefined(options, ['allowOrigin', 'allowHeaders', 'routeAllowList']),
    ...(typeof publicServerURL === 'string' && { publicServerURL }),
    ...(paths.length > 0 && { idempotency: { paths, ttl: idempotencyOptions?.ttl ?? 300 } }),
  };
}

/** What `nodeHandler` is given, besides where it is mounted. */
export function nodeOptions(options: ResolvedOptions, logger: Logger): NodeHandlerOptions {
  return {
    ...pickDefined(options, ['trustProxy', 'enableExpressErrorHandler']),
    onUnknownProxy: () => {
      logger.log(
        'warn',
        'a proxy on this machine forwards requests, and trustProxy is not set: all of its callers count as this machine, which rate limits pass over and masterKeyIps lets in',
      );
    },
  };
}

/** The check of options has seen to the required keys. */
function rateLimitRule(rule: RateLimitOptions): RateLimitRule {
  const { requestPath = '', requestCount = 0, requestTimeWindow = 0, ...others } = rule;
  const { requestMethods, zone, includeInternalRequests, includeMasterKey, errorResponseMessage } = others;
  return {
    requestPath,
    requestCount,
    requestTimeWindow,
    ...definedEntries({
      requestMethods,
      zone,
      includeInternalRequests,
      includeMasterKey,
      errorResponseMessage,
    }),
  };
}

function bytes(size: number | string): number {
  if (typeof size === 'number') {
    return size;
  }
  const [, amount = '', unit = 'b'] = /^([\d.]+) ?([a-z]*)$/i.exec(size) ?? [];
  return Math.floor(Number(amount) * (byteUnits[unit.toLowerCase()] ?? 1));
}
