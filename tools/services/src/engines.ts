import type { Engine } from './engine-contract.js';
import { mongo } from './mongo/start-mongo.js';
import { postgres } from './postgres/start-postgres.js';
import { redis } from './redis/start-redis.js';
import type { ServiceName } from './service-names.js';

/** How each service is had. */
export const engines: Readonly<Record<ServiceName, Engine>> = { postgres, mongo, redis };
