import type { StartEngine } from './engine-contract.js';
import { startMongo } from './mongo/start-mongo.js';
import { startPostgres } from './postgres/start-postgres.js';
import { startRedis } from './redis/start-redis.js';
import type { ServiceName } from './service-names.js';

/** How each service is had. */
export const engines: Readonly<Record<ServiceName, StartEngine>> = {
  postgres: startPostgres,
  mongo: startMongo,
  redis: startRedis,
};
