import { ConfigError, memoryCache, type AuthPolicy, type CacheAdapter, type JsonObject } from '@parse/core';

// Names that programs import from this package although their adapters live, or will live, elsewhere.

/** Options of the cache classes of earlier versions. */
export interface CacheOptions {
  /** Milliseconds an entry is kept. */
  readonly ttl?: number;
  /** Entries at most. */
  readonly size?: number;
}

type CacheConstructor = new (options?: CacheOptions) => CacheAdapter;

/** The cache in the memory of the process. */
export const InMemoryCacheAdapter: CacheConstructor = constructing(({ ttl = 5000, size = 10_000 } = {}) =>
  memoryCache({ maxEntries: size, ttl }),
);

/** The same cache: it forgets what was used longest ago. */
export const LRUCacheAdapter: CacheConstructor = InMemoryCacheAdapter;

/** A cache that keeps nothing. */
export const NullCacheAdapter: CacheConstructor = constructing(() => ({
  kind: 'cache',
  name: 'null',
  spec: 'cache/1',
  get: async () => undefined,
  put: async () => undefined,
  del: async () => undefined,
  clear: async () => undefined,
}));

/**
 * What log-in providers written for Parse Server extend. It has no methods that validate: a provider that forgets one of
 * its own is refused at the start, instead of letting everybody in by one that it inherits.
 */
export class AuthAdapter {
  /** How far the provider gets a user. */
  policy: AuthPolicy = 'default';

  /** Checks the settings in the `auth` option. */
  validateOptions(_options: unknown): void {
    // Most have nothing to check.
  }

  /** Checks that data was made for one of the app's ids. */
  async validateAppId(..._parameters: readonly unknown[]): Promise<void> {
    // Most find out when they validate.
  }

  /** What the user sees of what is stored. */
  afterFind(stored: JsonObject, _options?: unknown): JsonObject {
    return stored;
  }
}

/** Cannot be made: the Redis cache comes with its own package. */
export function RedisCacheAdapter(): never {
  throw notHere('RedisCacheAdapter', '@parse/cache-redis');
}

/** Cannot be made: keeping files on S3 comes with its own package. */
export function S3Adapter(): never {
  throw notHere('S3Adapter', '@parse/files-s3');
}

/** Cannot be made: keeping files on Google Cloud Storage comes with its own package. */
export function GCSAdapter(): never {
  throw notHere('GCSAdapter', '@parse/files-gcs');
}

/** Cannot be made: keeping files in folders comes with its own package. */
export function FileSystemAdapter(): never {
  throw notHere('FileSystemAdapter', '@parse/files-fs');
}

function constructing(make: (options?: CacheOptions) => CacheAdapter): CacheConstructor {
  function Constructed(options?: CacheOptions): CacheAdapter {
    return make(options);
  }
  return Constructed as unknown as CacheConstructor;
}

function notHere(name: string, packageName: string): ConfigError {
  return new ConfigError([
    `${name} is not part of parse-server and not available yet: ${packageName} will be it.`,
  ]);
}
