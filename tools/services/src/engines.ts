import type { StartEngine } from './engine-contract.js';
import { startMongo } from './mongo/start-mongo.js';
import { startPostgres } from './postgres/start-postgres.js';
import type { ServiceName } from './service-names.js';

const notYet: StartEngine = () => Promise.reject(new Error('is not provided yet'));

/** How each service is had. */
export const engines: Readonly<Record<ServiceName, StartEngine>> = {
  postgres: startPostgres,
  mongo: startMongo,
  redis: notYet,
};
