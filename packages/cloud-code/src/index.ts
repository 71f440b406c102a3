export type { JobOptions } from './api/job-schedule.js';
export type { CloudAdditions, ServerCloud } from './api/server-cloud.js';
export type { CloudTransaction } from './api/transaction.js';
export { openCloudCode, type CloudCode, type CloudCodeOptions } from './open-cloud-code.js';
export type { CountUse } from './validator/rate-limit.js';
export type { CloudSource } from './modules/load-module.js';
export type { CloudApp, CloudLogLevels, InternalAnswer, InternalRequest } from './scope/cloud-app.js';
