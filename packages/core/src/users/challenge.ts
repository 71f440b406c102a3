import { mailLogIn } from '../auth/account-mail.js';
import { inEvenTime } from '../auth/even-time.js';
import { ask, assertCounts, attempt } from '../auth/prove-auth-data.js';
import { unsupported } from '../auth/read-auth-data.js';
import { storeProof, wasStored } from '../auth/store-proof.js';
import { usersWith } from '../auth/user-rows.js';
import type { AuthVerdict } from '../adapters/auth-provider.js';
import type { RequestContext } from '../context/request-context.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { misuse, whoAsks, type Naming, type Question } from './who-asks.js';

/**
 * What a challenge is asked with: for whom, by a password or by an identity, and what each provider is to know. Without
 * either it is for the user who asks, if one is logged in.
 */
export interface ChallengeRequest extends Naming {
  readonly challengeData?: Json;
}

/** Asks providers for the first half of a proof in two steps; their answers by provider. */
export async function challenge(ctx: RequestContext, request: ChallengeRequest): Promise<JsonObject> {
  const { challengeData } = request;
  if (!challengeData) throw misuse('Nothing to challenge.');
  if (!isJsonObject(challengeData)) throw misuse('challengeData should be an object.');
  if (Object.keys(challengeData).length === 0) throw misuse('Nothing to challenge.');
  const questions = Object.entries(challengeData).map(([name, data]) => readQuestion(ctx, name, data));
  const answering = askProviders(ctx, request, questions);
  const namesAddress = questions.some(({ provider }) => provider.emailOf !== undefined);
  return { challengeData: await (namesAddress ? inEvenTime(answering) : answering) };
}

async function askProviders(
  ctx: RequestContext,
  request: Naming,
  questions: readonly Question[],
): Promise<JsonObject> {
  const asker = await explainStorageErrors(undefined, whoAsks(ctx, request, questions));
  const answers: [string, Json][] = [];
  for (const question of questions) {
    const claimed = asker.claims.find(({ name }) => name === question.name)?.data;
    const isMeant = !asker.byAddress || question.provider.emailOf !== undefined;
    const answer = await askProvider(ctx, { ...question, claimed, user: isMeant ? asker.user : undefined });
    if (answer) answers.push([question.name, answer]);
  }
  return Object.fromEntries(answers);
}

function readQuestion(ctx: RequestContext, name: string, data: Json): Question {
  const provider = ctx.app.authProviders.get(name);
  if (!provider?.challenge || !isJsonObject(data)) throw unsupported();
  return { name, provider, data };
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
  // Of requests at the same time one sends a mail. Who asks does not wait for it, like who asks about nobody.
  if (mail) mailLogIn(ctx, user, { what: mail, isDue: () => wasStored(ctx, user, proof) });
  else await explainStorageErrors(undefined, storeProof(ctx, user, proof));
}
