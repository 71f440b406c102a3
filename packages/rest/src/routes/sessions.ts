import { bindSessionToInstallation, currentSession, upgradeToRevocableSession } from '@parse/core';
import { ok } from '../rest-response.js';
import type { Route } from '../route.js';

/** The caller's own session. Sessions as objects are in `classRoutes`. */
export const sessionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/sessions/me',
    aboutSession: true,
    run: async ({ ctx }) => ok(await currentSession(ctx)),
  },
  {
    method: 'PUT',
    path: '/sessions/me',
    aboutSession: true,
    run: async ({ ctx }) => ok(await bindSessionToInstallation(ctx)),
  },
  {
    method: 'POST',
    path: '/upgradeToRevocableSession',
    aboutSession: true,
    upgradesSession: true,
    run: async ({ ctx }) => ok(await upgradeToRevocableSession(ctx)),
  },
];
