import { requireMaster } from '@parse/core';
import { HttpError } from '../http-error.js';
import type { RestResponse } from '../rest-response.js';
import type { Route, RouteCall } from '../route.js';

/** The report on weak settings. There is none yet: it answers as where `security.enableCheck` is off. */
export const securityRoutes: readonly Route[] = [{ method: 'GET', path: '/security', run: runSecurity }];

async function runSecurity({ ctx }: RouteCall): Promise<RestResponse> {
  requireMaster(ctx, { write: false });
  throw new HttpError(409, 'Enable Parse Server option `security.enableCheck` to run security check.');
}
