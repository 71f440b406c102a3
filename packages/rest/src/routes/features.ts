import { requireMaster, serverFeatures } from '@parse/core';
import { ok, type RestResponse } from '../rest-response.js';
import type { Route, RouteCall } from '../route.js';

/** What the dashboard asks first: which of its pages work with this server. Older ones know it as `/features`. */
export const featureRoutes: readonly Route[] = [
  { method: 'GET', path: '/serverInfo', run: runServerInfo },
  { method: 'GET', path: '/features', run: runServerInfo },
];

async function runServerInfo({ ctx, services }: RouteCall): Promise<RestResponse> {
  requireMaster(ctx, { write: false });
  return ok({ features: serverFeatures(services.app), parseServerVersion: services.serverVersion });
}
