import { alreadyLinked, holdersOf, identifyClaims, namesUser } from '../auth/prove-auth-data.js';
import { claimsOf, readAuthData, type AuthClaim } from '../auth/read-auth-data.js';
import { proveUnseen } from '../auth/prove-unseen.js';
import { storeProof } from '../auth/store-proof.js';
import { userIf, userSchema } from '../auth/user-rows.js';
import type { AuthProvider } from '../adapters/auth-provider.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { Json, JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { assertPasswordAlone, checkPassword, type PasswordCredentials } from './check-password.js';

/** How the user is named whom a challenge is for. */
export interface Naming extends PasswordCredentials {
  readonly authData?: Json;
}

/** What one provider is asked. */
export interface Question {
  readonly name: string;
  readonly provider: AuthProvider;
  readonly data: JsonObject;
}

/** For whom providers are asked. */
export interface Asker {
  readonly user: StoredObject | undefined;
  readonly claims: readonly AuthClaim[];
  /** The user is named by an address, which anybody may know. */
  readonly byAddress?: true;
}

/**
 * Finds out for whom the questions are: whoever says the password or proves an identity, who is named by an address in a
 * question itself, or who is logged in. Of identities that are not proved, and of those that nobody has, the answer is the
 * same.
 */
export async function whoAsks(
  ctx: RequestContext,
  request: Naming,
  questions: readonly Question[],
): Promise<Asker> {
  const { username, email, authData } = request;
  if (username || email) return { user: await userOfPassword(ctx, request), claims: [] };
  const byAddress = questions.filter(({ provider, data }) => provider.emailOf?.(data));
  if (!authData && byAddress.length > 0) {
    const [user] = await holdersOf(ctx, byAddress);
    return { user, claims: [], byAddress: true };
  }
  if (!authData && ctx.auth.kind === 'user') {
    return { user: await callerRow(ctx, ctx.auth.userId), claims: [] };
  }
  const entries = claimsOf(readAuthData(ctx, authData));
  if (entries.filter(namesUser).length > 1) {
    throw misuse('You cannot provide more than one authData provider with an id.');
  }
  const claims = await identifyClaims(ctx, entries, undefined);
  const [claim] = claims.filter(namesUser);
  if (!claim) return { user: undefined, claims };
  return { user: await userOfClaim(ctx, claim, questions), claims };
}

/** The answer to a question that is put in no way that there is. */
export function misuse(message: string): ParseError {
  return new ParseError(ErrorCode.OtherCause, message);
}

async function userOfPassword(ctx: RequestContext, request: Naming): Promise<StoredObject> {
  if (request.authData) {
    throw misuse('You cannot provide username/email and authData, only use one identification method.');
  }
  if (request.password === undefined) {
    throw misuse('You provided username or email, you need to also provide password.');
  }
  const user = await checkPassword(ctx, request);
  await assertPasswordAlone(ctx, user, request);
  return user;
}

async function userOfClaim(
  ctx: RequestContext,
  claim: AuthClaim,
  questions: readonly Question[],
): Promise<StoredObject> {
  const [user, another] = await holdersOf(ctx, [claim]);
  if (another) throw alreadyLinked();
  // A provider that finds users by itself may have to be asked before anything can be proved to it.
  const asksItself = claim.provider.beforeFind && questions.every(({ name }) => name === claim.name);
  const proved = asksItself ? user : await provedBy(ctx, claim, user);
  if (!proved) throw new ParseError(ErrorCode.ObjectNotFound, 'User not found.');
  return proved;
}

/** The user as it is once the claim is used up; undefined when it does not hold. Nobody's claims are looked at, too. */
async function provedBy(
  ctx: RequestContext,
  claim: AuthClaim,
  user: StoredObject | undefined,
): Promise<StoredObject | undefined> {
  try {
    const proof = await proveUnseen(ctx, [claim], user);
    return user && (await storeProof(ctx, user, proof));
  } catch (error) {
    if (ParseError.isInstance(error)) return undefined;
    throw error;
  }
}

/** The user who is logged in and names nobody else. */
async function callerRow(ctx: RequestContext, userId: string): Promise<StoredObject | undefined> {
  const [user] = await ctx.rows.find(userSchema(ctx), userIf(ctx, userId), { limit: 1 });
  return user;
}
