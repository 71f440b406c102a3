export type { CloudTransaction, JobOptions, ServerCloud } from '@parse/cloud-code';
export { ConfigError } from '@parse/core';
export type { AccountRequest } from './adapters/account-request.js';
export { createParseServer } from './create-parse-server.js';
export {
  AuthAdapter,
  FileSystemAdapter,
  GCSAdapter,
  InMemoryCacheAdapter,
  LRUCacheAdapter,
  NullCacheAdapter,
  RedisCacheAdapter,
  S3Adapter,
  type CacheOptions,
} from './legacy-exports.js';
export { logger, type SimpleLogger } from './logger/simple-logger.js';
export { optionsFromEnvironment, type EnvironmentOptions } from './options/options-from-environment.js';
export type { ParseServerOptions } from './options/parse-server-options.js';
export type { ResolvedOptions } from './options/resolve-options.js';
export { ParseServer } from './parse-server.js';
export { ParseServer as default } from './parse-server.js';
export { bcryptHasher } from './password/bcrypt-hasher.js';
export type { ExpressApp } from './server/express-app.js';
export type { RunningServer } from './server/open-server.js';
export type { Middleware, RequestFunction } from './server/request-function.js';
