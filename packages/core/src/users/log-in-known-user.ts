import { assertSecondFactor } from '../auth/second-factor.js';
import type { KnownUser } from '../auth/known-user.js';
import { namesUser, proveClaims, type AuthProof } from '../auth/prove-auth-data.js';
import { userIf, userSchema } from '../auth/user-rows.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { applyOps } from '../ops/apply-ops.js';
import type { JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { isBlocked, wrongCredentials } from './check-password.js';
import { startSession, userTrigger } from './start-session.js';
import { runObjectTrigger } from '../triggers/run-trigger.js';

/** Logs in a user by other services: what they prove is stored, and the user answered with a new session. */
export async function logInKnownUser(ctx: RequestContext, { user, claims }: KnownUser): Promise<JsonObject> {
  if (isBlocked(user)) throw wrongCredentials();
  assertSecondFactor(ctx, user, claims);
  const proof = await proveClaims(ctx, claims, { user, purpose: 'login' });
  await assertComplete(ctx, user, proof);
  await runObjectTrigger(userTrigger(ctx, 'beforeLogin', user));
  const current = await storeProof(ctx, user, proof);
  const authProvider = claims
    .filter(namesUser)
    .map(({ name }) => name)
    .join(',');
  const answer = await startSession(ctx, current, { action: 'login', authProvider });
  await runObjectTrigger(userTrigger(ctx, 'afterLogin', current));
  return withAuthResponse(answer, proof);
}

/**
 * Writes what a proof changes; the user as it is then. Of log-ins that use up the same code or token one gets
 * through.
 */
export async function storeProof(
  ctx: RequestContext,
  user: StoredObject,
  { ops, guards }: AuthProof,
): Promise<StoredObject> {
  if (ops.length === 0 && guards.length === 0) return user;
  const where = userIf(ctx, user.objectId, ...guards);
  const saved = await ctx.rows.update(userSchema(ctx), where, ops, { fields: [] });
  if (saved) return applyOps(user, ops, { inserting: false });
  throw new ParseError(ErrorCode.ScriptFailed, 'Invalid auth data: it has been used already.');
}

/** Stores the first half of a proof whose second half the client has to come back with, and throws what tells it so. */
export async function assertComplete(
  ctx: RequestContext,
  user: StoredObject,
  proof: AuthProof,
): Promise<void> {
  if (!proof.awaits) return;
  await storeProof(ctx, user, proof);
  throw proof.awaits;
}

/** The answer with what the providers tell the client. */
export function withAuthResponse(answer: JsonObject, { response }: Pick<AuthProof, 'response'>): JsonObject {
  return Object.keys(response).length > 0 ? { ...answer, authDataResponse: response } : answer;
}
