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

/** `{ result }`, without the key when the function has none; status and headers are those it asks for, the type of JSON included. */
async function runNamed(call: RouteCall): Promise<RestResponse> {
  const name = pathParameter(call, 'name');
  const { files } = call;
  const input = { name, params: parameters(call), ...(files && { files }) };
  const { result, status = 200, headers = {} } = await runFunction(call.ctx, input);
  const value = result === undefined ? {} : { result };
  const [named, type] = Object.entries(headers).find(([header]) => /^content-type$/i.test(header)) ?? [];
  if (named === undefined || type === undefined) return json(status, value, headers);
  const { [named]: _type, ...others } = headers;
  return { status, headers: others, body: { kind: 'json', value, type } };
}
