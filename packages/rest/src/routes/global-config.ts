import { getGlobalConfig, updateGlobalConfig } from '@parse/core';
import { ok } from '../rest-response.js';
import type { Route } from '../route.js';

/** `Parse.Config`. */
export const globalConfigRoutes: readonly Route[] = [
  { method: 'GET', path: '/config', run: async ({ ctx }) => ok(await getGlobalConfig(ctx)) },
  { method: 'PUT', path: '/config', run: async ({ ctx, body }) => ok(await updateGlobalConfig(ctx, body)) },
];
