import { createHook, deleteHook, getHook, listHooks, updateHook, type HookName } from '@parse/core';
import { ok, okEmpty, type RestResponse } from '../rest-response.js';
import { pathParameter, type Route, type RouteCall } from '../route.js';

type NameHook = (call: RouteCall) => HookName;

/** Functions and triggers that other servers run. */
export const hookRoutes: readonly Route[] = [
  ...routesOf('function', '/hooks/functions', {
    path: '/hooks/functions/:name',
    nameOf: (call) => ({ kind: 'function', functionName: pathParameter(call, 'name') }),
  }),
  ...routesOf('trigger', '/hooks/triggers', {
    path: '/hooks/triggers/:className/:triggerName',
    nameOf: triggerNameOf,
  }),
];

function routesOf(
  kind: HookName['kind'],
  path: string,
  one: { readonly path: string; readonly nameOf: NameHook },
): readonly Route[] {
  return [
    { method: 'GET', path, run: async ({ ctx }) => ok(await listHooks(ctx, kind)) },
    { method: 'POST', path, run: async ({ ctx, body }) => ok(await createHook(ctx, kind, body)) },
    { method: 'GET', path: one.path, run: async (call) => ok(await getHook(call.ctx, one.nameOf(call))) },
    { method: 'PUT', path: one.path, run: async (call) => change(call, one.nameOf(call)) },
  ];
}

function triggerNameOf(call: RouteCall): HookName {
  return {
    kind: 'trigger',
    className: pathParameter(call, 'className'),
    triggerName: pathParameter(call, 'triggerName'),
  };
}

/** Clients delete by a PUT that says so. */
async function change({ ctx, body }: RouteCall, name: HookName): Promise<RestResponse> {
  if (body.__op !== 'Delete') return ok(await updateHook(ctx, name, body));
  await deleteHook(ctx, name);
  return okEmpty();
}
