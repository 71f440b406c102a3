import type { Route } from '../route.js';
import { aggregateRoutes } from './aggregate.js';
import { analyticsRoutes } from './analytics.js';
import { audienceRoutes } from './audiences.js';
import { batchRoutes } from './batch.js';
import { classRoutes } from './classes.js';
import { featureRoutes } from './features.js';
import { functionRoutes } from './functions.js';
import { globalConfigRoutes } from './global-config.js';
import { hookRoutes } from './hooks.js';
import { jobRoutes } from './jobs.js';
import { purgeRoutes } from './purge.js';
import { schemaRoutes } from './schemas.js';
import { securityRoutes } from './security.js';
import { sessionRoutes } from './sessions.js';
import { userRoutes } from './users.js';

/** The HTTP API. A literal segment wins over a parameter, so the order has no meaning. */
export const allRoutes: readonly Route[] = [
  ...classRoutes,
  ...userRoutes,
  ...sessionRoutes,
  ...schemaRoutes,
  ...aggregateRoutes,
  ...batchRoutes,
  ...functionRoutes,
  ...jobRoutes,
  ...hookRoutes,
  ...globalConfigRoutes,
  ...audienceRoutes,
  ...analyticsRoutes,
  ...featureRoutes,
  ...securityRoutes,
  ...purgeRoutes,
];
