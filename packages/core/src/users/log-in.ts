import { countFailure } from '../auth/account-lockout.js';
import { assertOwn, identifyClaims, proveClaims, type AuthProof } from '../auth/prove-auth-data.js';
import { claimsOf, readAuthData } from '../auth/read-auth-data.js';
import { assertSecondFactor } from '../auth/second-factor.js';
import { userRules } from '../classes/user.js';
import { assertComplete, storeProof } from '../auth/store-proof.js';
import { withAuthResponse } from './log-in-known-user.js';
import { afterLoginTrigger, presentUser, startSession, userTrigger } from './start-session.js';
import { mayWriteEverything, type RequestContext } from '../context/request-context.js';
import { denied } from '../context/require-master.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { rowWithId } from '../objects/row-with-id.js';
import { runObjectTrigger } from '../triggers/run-trigger.js';
import { mustProveEmail, unverifiedEmail } from '../auth/unverified-email.js';
import { userSchema } from '../auth/user-rows.js';
import { textOf, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import {
  assertPasswordAlone,
  assertStillProved,
  checkPassword,
  type PasswordCredentials,
} from './check-password.js';

/** What a log-in is asked with. */
export interface LogInRequest extends PasswordCredentials {
  /** Second factors, and services to link. */
  readonly authData?: Json;
  /** With the master or maintenance key: the address need not be proved. */
  readonly ignoreEmailVerification?: Json;
}

const LOG_IN = { action: 'login', authProvider: 'password' } as const;

/**
 * Logs in with a password and answers the user with the token of a new session. A password that is changed at the
 * same time ends it like those before.
 */
export async function logIn(ctx: RequestContext, request: LogInRequest): Promise<JsonObject> {
  const user = await explainStorageErrors(undefined, checkPassword(ctx, request));
  const proof = await explainStorageErrors(undefined, proveBesidePassword(ctx, user, request));
  await explainStorageErrors(userRules, assertComplete(ctx, user, proof));
  await assertEmailProved(ctx, user, request);
  await runObjectTrigger(userTrigger(ctx, 'beforeLogin', user));
  const current = await explainStorageErrors(userRules, storeProof(ctx, user, proof));
  const answer = await startSession(ctx, current, LOG_IN);
  try {
    await explainStorageErrors(undefined, assertStillProved(ctx, user, request));
  } catch (error) {
    await explainStorageErrors(undefined, ctx.app.sessions.revoke(ctx, textOf(answer.sessionToken)));
    throw error;
  }
  await runObjectTrigger(afterLoginTrigger(ctx, current, answer));
  return withAuthResponse(answer, proof);
}

/** What the user shows beside the password. A wrong second factor counts like a wrong password. */
async function proveBesidePassword(
  ctx: RequestContext,
  user: StoredObject,
  { authData }: LogInRequest,
): Promise<AuthProof> {
  const entries = claimsOf(readAuthData(ctx, authData));
  assertSecondFactor(ctx, user, entries);
  try {
    const claims = await identifyClaims(ctx, entries, user);
    const proof = await proveClaims(ctx, claims, { user, purpose: 'login' });
    await assertOwn(ctx, claims, user);
    if (proof.isWrongGuess) await countFailure(ctx, user);
    return proof;
  } catch (error) {
    await countFailure(ctx, user);
    throw error;
  }
}

/** The user whose password it is, without logging in. */
export async function verifyPassword(ctx: RequestContext, request: LogInRequest): Promise<JsonObject> {
  const user = await explainStorageErrors(undefined, checkPassword(ctx, request));
  if (ctx.app.settings.accountLockout) {
    await explainStorageErrors(undefined, assertPasswordAlone(ctx, user, request));
  }
  await assertEmailProved(ctx, user, request);
  return presentUser(ctx, user);
}

async function assertEmailProved(
  ctx: RequestContext,
  user: StoredObject,
  { ignoreEmailVerification }: LogInRequest,
): Promise<void> {
  if (mayWriteEverything(ctx) && isTrue(ignoreEmailVerification)) return;
  if (await mustProveEmail(ctx, user, LOG_IN)) throw unverifiedEmail();
}

/** As JSON or as the text of a query string. */
function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true';
}

/** Logs in as any user, for the master key; no log-in triggers run. */
export async function logInAs(
  ctx: RequestContext,
  { userId }: { readonly userId?: Json },
): Promise<JsonObject> {
  if (ctx.auth.kind === 'read-only-master') {
    throw denied(ctx, "read-only masterKey isn't allowed to login as another user.");
  }
  // The maintenance key repairs objects, and is nobody.
  if (ctx.auth.kind !== 'master') throw denied(ctx, 'master key is required');
  if (typeof userId !== 'string' || userId === '') {
    throw new ParseError(ErrorCode.InvalidValue, 'userId must not be empty, null, or undefined');
  }
  const schema = userSchema(ctx);
  const found = ctx.rows.find(schema, rowWithId(schema, userId), { limit: 1 });
  const [user] = await explainStorageErrors(undefined, found);
  if (!user) throw new ParseError(ErrorCode.ObjectNotFound, 'user not found');
  return startSession(ctx, user, { action: 'login', authProvider: 'masterkey' });
}
