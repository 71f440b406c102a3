import { purgeClass } from '@parse/core';
import { okEmpty, type RestResponse } from '../rest-response.js';
import { pathParameter, type Route, type RouteCall } from '../route.js';

/** Deletes every object of a class; with the master key only. */
export const purgeRoutes: readonly Route[] = [{ method: 'DELETE', path: '/purge/:className', run: runPurge }];

async function runPurge(call: RouteCall): Promise<RestResponse> {
  await purgeClass(call.ctx, pathParameter(call, 'className'));
  return okEmpty();
}
