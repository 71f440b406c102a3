import { listFunctions, runFunction } from '@parse/core';
import { json, ok, type RestResponse } from '../rest-response.js';
import { parameters, pathParameter, type Route, type RouteCall } from '../route.js';

/** Functions of Cloud Code. */
export const functionRoutes: readonly Route[] = [
  { method: 'POST', path: '/functions/:name', takesParts: true, run: runNamed },
  // What `parse-server types` asks.
  {
    method: 'GET',
    path: '/cloud_code/functions',
    run: async ({ ctx }) => ok({ functions: listFunctions(ctx) }),
  },
];

/** `{ result }`, without the key when the function has none; status and headers are those it asks for. */
async function runNamed(call: RouteCall): Promise<RestResponse> {
  const name = pathParameter(call, 'name');
  const { files } = call;
  const input = { name, params: parameters(call), ...(files && { files }) };
  const { result, status = 200, headers } = await runFunction(call.ctx, input);
  return json(status, result === undefined ? {} : { result }, headers);
}
