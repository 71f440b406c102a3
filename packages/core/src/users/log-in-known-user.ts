import { assertStillUnlocked, countFailure } from '../auth/account-lockout.js';
import { assertSecondFactor } from '../auth/second-factor.js';
import type { KnownUser } from '../auth/known-user.js';
import { joinProofs, namesUser, proveClaims, type AuthProof } from '../auth/prove-auth-data.js';
import type { AuthClaim } from '../auth/read-auth-data.js';
import { proveUnseen } from '../auth/prove-unseen.js';
import { assertComplete, storeProof } from '../auth/store-proof.js';
import { isForOthers, type RequestContext } from '../context/request-context.js';
import type { JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { isBlocked, wrongCredentials } from './check-password.js';
import { afterLoginTrigger, presentUser, startSession, userTrigger } from './start-session.js';
import { runObjectTrigger } from '../triggers/run-trigger.js';

/** Logs in a user by other services: what they prove is stored, and the user answered with a new session. */
export async function logInKnownUser(ctx: RequestContext, { user, claims }: KnownUser): Promise<JsonObject> {
  const byAddress = claims.filter(({ provider }) => provider.emailOf !== undefined);
  // Before anything else is said about a user whose address anybody may know, such as what would be needed besides.
  const proofOfAddress = await proveUnseen(ctx, byAddress, user);
  if (isBlocked(user)) throw wrongCredentials();
  assertSecondFactor(ctx, user, claims);
  const others = claims.filter(({ provider }) => provider.emailOf === undefined);
  const proofOfOthers = await proveOthers(ctx, user, others);
  await assertComplete(ctx, user, proofOfOthers);
  const proof = joinProofs(proofOfAddress, proofOfOthers);
  await runObjectTrigger(userTrigger(ctx, 'beforeLogin', user));
  const current = await storeProof(ctx, user, proof);
  if (isForOthers(ctx)) return withAuthResponse(await presentUser(ctx, current), proof);
  const authProvider = claims
    .filter(namesUser)
    .map(({ name }) => name)
    .join(',');
  const answer = await startSession(ctx, current, { action: 'login', authProvider });
  await runObjectTrigger(afterLoginTrigger(ctx, current, answer));
  return withAuthResponse(answer, proof);
}

/**
 * What else the user shows. Beside a second factor the account can be locked, as it can beside a password: a wrong one
 * counts, and no right one does while there were too many.
 */
async function proveOthers(
  ctx: RequestContext,
  user: StoredObject,
  claims: readonly AuthClaim[],
): Promise<AuthProof> {
  const proving = proveClaims(ctx, claims, { user, purpose: 'login' });
  const isGuarded = claims.some(({ provider }) => provider.policy === 'additional');
  if (!isGuarded || !ctx.app.settings.accountLockout) return proving;
  const proof = await proving.catch(async (error: unknown) => {
    await countFailure(ctx, user);
    throw error;
  });
  if (proof.isWrongGuess) await countFailure(ctx, user);
  await assertStillUnlocked(ctx, user);
  return proof;
}

/** The answer with what the providers tell the client. */
export function withAuthResponse(answer: JsonObject, { response }: Pick<AuthProof, 'response'>): JsonObject {
  return Object.keys(response).length > 0 ? { ...answer, authDataResponse: response } : answer;
}
