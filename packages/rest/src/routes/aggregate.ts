import { aggregateObjects } from '@parse/core';
import { ok, type RestResponse } from '../rest-response.js';
import { parameters, pathParameter, type Route, type RouteCall } from '../route.js';

/** Aggregation pipelines and distinct values; with the master key only. */
export const aggregateRoutes: readonly Route[] = [
  { method: 'GET', path: '/aggregate/:className', run: runAggregate },
];

async function runAggregate(call: RouteCall): Promise<RestResponse> {
  const input = { className: pathParameter(call, 'className'), options: parameters(call) };
  return ok({ ...(await aggregateObjects(call.ctx, input)) });
}
