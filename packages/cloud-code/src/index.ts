export { openCloudCode, type CloudCode, type CloudCodeOptions } from './open-cloud-code.js';
export type { CountUse, RateLimitZone, UseLimit } from './validator/rate-limit.js';
export type { CloudSource } from './modules/load-module.js';
export type { CloudApp, CloudLogLevels, InternalAnswer, InternalRequest } from './scope/cloud-app.js';
