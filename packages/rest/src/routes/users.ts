import {
  challenge,
  currentUser,
  logIn,
  logInAs,
  logOut,
  requestEmailVerification,
  requestPasswordReset,
  verifyPassword,
  type Json,
} from '@parse/core';
import { ok, okEmpty, type RestResponse } from '../rest-response.js';
import { parameters, type Route, type RouteCall } from '../route.js';

/** Logging in and out. The users themselves are objects, see `classRoutes`. */
export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/me',
    aboutSession: true,
    run: async ({ ctx }) => ok(await currentUser(ctx)),
  },
  { method: 'GET', path: '/login', ignoresSession: true, run: runLogIn },
  { method: 'POST', path: '/login', ignoresSession: true, run: runLogIn },
  {
    method: 'POST',
    path: '/loginAs',
    run: async (call) => ok(await logInAs(call.ctx, pick(parameters(call), ['userId']))),
  },
  { method: 'POST', path: '/challenge', run: runChallenge },
  { method: 'POST', path: '/logout', aboutSession: true, run: runLogOut },
  { method: 'GET', path: '/verifyPassword', run: runVerifyPassword },
  { method: 'POST', path: '/verifyPassword', run: runVerifyPassword },
  { method: 'POST', path: '/requestPasswordReset', run: runRequestPasswordReset },
  { method: 'POST', path: '/verificationEmailRequest', run: runRequestVerification },
];

const PASSWORD_FIELDS = ['username', 'email', 'password', 'ignoreEmailVerification'] as const;

async function runLogIn(call: RouteCall): Promise<RestResponse> {
  return ok(await logIn(call.ctx, pick(parameters(call), [...PASSWORD_FIELDS, 'authData'])));
}

async function runChallenge({ ctx, body }: RouteCall): Promise<RestResponse> {
  const asked = pick(body, [...PASSWORD_FIELDS, 'authData', 'challengeData']);
  return ok(await challenge(ctx, asked));
}

async function runLogOut({ ctx }: RouteCall): Promise<RestResponse> {
  await logOut(ctx);
  return okEmpty();
}

async function runVerifyPassword(call: RouteCall): Promise<RestResponse> {
  return ok(await verifyPassword(call.ctx, pick(parameters(call), PASSWORD_FIELDS)));
}

async function runRequestPasswordReset({ ctx, body }: RouteCall): Promise<RestResponse> {
  await requestPasswordReset(ctx, pick(body, ['email', 'token']));
  return okEmpty();
}

async function runRequestVerification({ ctx, body }: RouteCall): Promise<RestResponse> {
  await requestEmailVerification(ctx, pick(body, ['email']));
  return okEmpty();
}

/** Only what the operation knows, and only when the client sent it. The operation checks the types. */
function pick<Name extends string>(
  source: { readonly [name: string]: Json },
  names: readonly Name[],
): { [Key in Name]?: Json } {
  const picked: { [Key in Name]?: Json } = {};
  for (const name of names) {
    const value = Object.hasOwn(source, name) ? source[name] : undefined;
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}
