import type { DifferenceSection } from './difference.js';
import { aggregation } from './sections/aggregation.js';
import { batches } from './sections/batches.js';
import { classNames } from './sections/class-names.js';
import { cloudCode } from './sections/cloud-code.js';
import { http } from './sections/http.js';
import { jobs } from './sections/jobs.js';
import { listConditions } from './sections/list-conditions.js';
import { logIns } from './sections/log-ins.js';
import { nullValues } from './sections/null-values.js';
import { operations } from './sections/operations.js';
import { orderOfChecks } from './sections/order-of-checks.js';
import { otherObjects } from './sections/other-objects.js';
import { postgres } from './sections/postgres.js';
import { queries } from './sections/queries.js';
import { rights } from './sections/rights.js';
import { schemas } from './sections/schemas.js';
import { secondFactors } from './sections/second-factors.js';
import { textSearch } from './sections/text-search.js';
import { toldTriggers } from './sections/told-triggers.js';
import { userFields } from './sections/user-fields.js';
import { users } from './sections/users.js';
import { webhooks } from './sections/webhooks.js';
import { writes } from './sections/writes.js';

/**
 * Every place where an answer differs from parse-server's on purpose. The page `docs/guides/differences.md` is made of
 * it, and `npm run differential` fails on differences that no row explains.
 */
export const deliberateDifferences: readonly DifferenceSection[] = [
  writes,
  nullValues,
  operations,
  batches,
  classNames,
  queries,
  listConditions,
  textSearch,
  otherObjects,
  aggregation,
  users,
  userFields,
  logIns,
  secondFactors,
  rights,
  schemas,
  cloudCode,
  jobs,
  webhooks,
  toldTriggers,
  http,
  postgres,
  orderOfChecks,
];
