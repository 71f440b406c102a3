import { createSchema, deleteSchema, getSchema, listSchemas, updateSchema } from '@parse/core';
import { ok, okEmpty, type RestResponse } from '../rest-response.js';
import { pathParameter, type Route, type RouteCall } from '../route.js';

const classPath = '/schemas/:className';
const classOf = (call: RouteCall) => pathParameter(call, 'className');

/** Classes, their fields, permissions and indexes; with the master key only. */
export const schemaRoutes: readonly Route[] = [
  { method: 'GET', path: '/schemas', run: async ({ ctx }) => ok({ results: await listSchemas(ctx) }) },
  { method: 'GET', path: classPath, run: async (call) => ok(await getSchema(call.ctx, classOf(call))) },
  { method: 'POST', path: '/schemas', run: async ({ ctx, body }) => ok(await createSchema(ctx, { body })) },
  {
    method: 'POST',
    path: classPath,
    run: async (call) => ok(await createSchema(call.ctx, { className: classOf(call), body: call.body })),
  },
  {
    method: 'PUT',
    path: classPath,
    run: async (call) => ok(await updateSchema(call.ctx, { className: classOf(call), body: call.body })),
  },
  { method: 'DELETE', path: classPath, run: runDelete },
];

async function runDelete(call: RouteCall): Promise<RestResponse> {
  await deleteSchema(call.ctx, classOf(call));
  return okEmpty();
}
