import {
  alreadyLinked,
  ask,
  assertCounts,
  attempt,
  holdersOf,
  identifyClaims,
  namesUser,
} from '../auth/prove-auth-data.js';
import { claimsOf, readAuthData, unsupported, type AuthClaim } from '../auth/read-auth-data.js';
import { mailLogIn } from '../auth/account-mail.js';
import { storeNothing, storeProof, wasStored } from '../auth/store-proof.js';
import { userIf, userSchema, usersWith } from '../auth/user-rows.js';
import type { AuthProvider, AuthVerdict } from '../adapters/auth-provider.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { assertStillProved, checkPassword, type PasswordCredentials } from './check-password.js';

/**
 * What a challenge is asked with: for whom, by a password or by an identity, and what each provider is to know. Without
 * either it is for the user who asks, if one is logged in.
 */
export interface ChallengeRequest extends PasswordCredentials {
  readonly authData?: Json;
  readonly challengeData?: Json;
}

/** Asks providers for the first half of a proof in two steps; their answers by provider. */
export async function challenge(ctx: RequestContext, request: ChallengeRequest): Promise<JsonObject> {
  const { challengeData } = request;
  if (!challengeData) throw misuse('Nothing to challenge.');
  if (!isJsonObject(challengeData)) throw misuse('challengeData should be an object.');
  if (Object.keys(challengeData).length === 0) throw misuse('Nothing to challenge.');
  const questions = Object.entries(challengeData).map(([name, data]) => readQuestion(ctx, name, data));
  const asker = await explainStorageErrors(undefined, whoAsks(ctx, request, questions));
  const answers: [string, Json][] = [];
  for (const question of questions) {
    const claimed = asker.claims.find(({ name }) => name === question.name)?.data;
    const isMeant = !asker.byAddress || question.provider.emailOf !== undefined;
    const answer = await askProvider(ctx, { ...question, claimed, user: isMeant ? asker.user : undefined });
    if (answer) answers.push([question.name, answer]);
  }
  return { challengeData: Object.fromEntries(answers) };
}

interface Question {
  readonly name: string;
  readonly provider: AuthProvider;
  readonly data: JsonObject;
}

function readQuestion(ctx: RequestContext, name: string, data: Json): Question {
  const provider = ctx.app.authProviders.get(name);
  if (!provider?.challenge || !isJsonObject(data)) throw unsupported();
  return { name, provider, data };
}

interface Asker {
  readonly user: StoredObject | undefined;
  readonly claims: readonly AuthClaim[];
  /** The user is named by an address, which anybody may know. */
  readonly byAddress?: true;
}

async function whoAsks(
  ctx: RequestContext,
  request: ChallengeRequest,
  questions: readonly Question[],
): Promise<Asker> {
  const { username, email, authData } = request;
  if (username || email) {
    if (authData) {
      throw misuse('You cannot provide username/email and authData, only use one identification method.');
    }
    if (request.password === undefined) {
      throw misuse('You provided username or email, you need to also provide password.');
    }
    const user = await checkPassword(ctx, request);
    await assertStillProved(ctx, user, request);
    return { user, claims: [] };
  }
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
  if (!claims.some(namesUser)) return { user: undefined, claims };
  const [user, another] = await holdersOf(ctx, claims);
  if (another) throw alreadyLinked();
  if (!user) throw new ParseError(ErrorCode.ObjectNotFound, 'User not found.');
  return { user, claims };
}

/** The user who is logged in and names nobody else. */
async function callerRow(ctx: RequestContext, userId: string): Promise<StoredObject | undefined> {
  const [user] = await ctx.rows.find(userSchema(ctx), userIf(ctx, userId), { limit: 1 });
  return user;
}

/** What a provider wants kept until the second half is kept like the rest of its data. */
async function askProvider(
  ctx: RequestContext,
  question: Question & { readonly claimed: JsonObject | undefined; readonly user: StoredObject | undefined },
): Promise<JsonObject | undefined> {
  const { name, provider, data, claimed, user } = question;
  assertCounts(ctx, provider);
  const details = attempt(ctx, name, user);
  const verdict = await ask(ctx, name, () => provider.challenge?.(data, claimed, details));
  if (verdict?.save && user) await keep(ctx, user, { name, verdict, stored: details.stored });
  else if (provider.emailOf) await explainStorageErrors(undefined, storeNothing(ctx));
  return verdict?.response;
}

interface FirstHalf {
  readonly name: string;
  readonly verdict: AuthVerdict;
  readonly stored: JsonObject | undefined;
}

async function keep(ctx: RequestContext, user: StoredObject, half: FirstHalf): Promise<void> {
  const { name, stored } = half;
  const { save = {}, deliver, mail } = half.verdict;
  const proof = {
    ops: [{ op: 'set' as const, target: { field: 'authData', path: [name] }, value: save }],
    guards: [usersWith(ctx, `authData.${name}`, stored ?? null)],
    deliveries: deliver ? [() => ask(ctx, name, deliver)] : [],
  };
  if (!mail) {
    await explainStorageErrors(undefined, storeProof(ctx, user, proof));
    return;
  }
  // One of requests at the same time sends a mail. The others are answered like those about nobody.
  if (await explainStorageErrors(undefined, wasStored(ctx, user, proof))) mailLogIn(ctx, user, mail);
}

function misuse(message: string): ParseError {
  return new ParseError(ErrorCode.OtherCause, message);
}
