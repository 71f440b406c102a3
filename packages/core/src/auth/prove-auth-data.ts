import type { AuthAttempt, AuthProvider } from '../adapters/auth-provider.js';
import { mayWriteEverything, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { sameValue } from '../query/compare-values.js';
import type { FieldOp } from '../types/field-op.js';
import type { Json, JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';
import { withoutInternals } from './account-mail.js';
import { storedData, unsupported, type AuthClaim, type AuthEntry } from './read-auth-data.js';
import { emailAsStored, userSchema, usersWith } from './user-rows.js';
import { notInTransaction } from './not-in-transaction.js';

/** What providers have proved. */
export interface AuthProof {
  /** What is to be written. */
  readonly ops: readonly FieldOp[];
  /** What must still be stored then. */
  readonly guards: readonly Where[];
  /** Providers to what they answer the client. */
  readonly response: JsonObject;
  /** The rest is to be written all the same, and this thrown: a provider refuses, or waits for the second half. */
  readonly awaits?: ParseError | undefined;
  /** One of them was a guess, and wrong. */
  readonly isWrongGuess: boolean;
  /** What is to be done once it is written. */
  readonly deliveries: readonly (() => Promise<void>)[];
}

/** Who is proving and what for. */
export interface Prover {
  /** As stored; undefined for somebody who signs up. */
  readonly user: StoredObject | undefined;
  readonly purpose: 'login' | 'update';
}

/**
 * Asks providers that find out by themselves who the client is, such as those that exchange a code: the claims with
 * what they found. Once in an attempt, since codes work once.
 */
export async function identifyClaims(
  ctx: RequestContext,
  claims: readonly AuthClaim[],
  user: StoredObject | undefined,
): Promise<readonly AuthClaim[]> {
  const identified: AuthClaim[] = [];
  for (const claim of claims) {
    const { name, provider, data } = claim;
    if (!provider.beforeFind) {
      identified.push(claim);
      continue;
    }
    const found = await ask(ctx, name, () => provider.beforeFind?.(data, attempt(ctx, name, user)));
    if (!found || (provider.policy !== 'additional' && !isFilledText(found.id))) throw unsupported();
    identified.push({ ...claim, data: found });
  }
  return identified;
}

/** The users that the claimed identities belong to; nobody has to be one of them. */
export async function holdersOf(
  ctx: RequestContext,
  claims: readonly AuthClaim[],
): Promise<readonly StoredObject[]> {
  const nodes = claims.filter(namesUser).map((claim) => holderOf(ctx, claim));
  if (nodes.length === 0) return [];
  return ctx.rows.find(userSchema(ctx), { op: 'or', nodes }, { limit: 2 });
}

/**
 * Refuses identities of other users. To be asked once they are proved: whose they are is told to nobody who merely names
 * them.
 */
export async function assertOwn(
  ctx: RequestContext,
  claims: readonly AuthClaim[],
  user: StoredObject,
): Promise<void> {
  const holders = await holdersOf(ctx, claims);
  if (holders.some(({ objectId }) => objectId !== user.objectId)) throw alreadyLinked();
}

/** Whether the claim says who its user is: second factors do not. */
export function namesUser({ provider, data }: AuthClaim): boolean {
  if (provider.emailOf) return isFilledText(provider.emailOf(data));
  return provider.policy !== 'additional' && isFilledText(data.id);
}

/** Lets the providers check every claim. Throws what they refuse with. */
export async function proveClaims(
  ctx: RequestContext,
  entries: readonly (AuthEntry | AuthClaim)[],
  prover: Prover,
): Promise<AuthProof> {
  const ops: FieldOp[] = [];
  const guards: Where[] = [];
  const response: [string, Json][] = [];
  const deliveries: (() => Promise<void>)[] = [];
  let awaits: ParseError | undefined;
  let isWrongGuess = false;
  for (const { name, provider, data } of entries) {
    const stored = storedData(prover.user, name);
    const target = { field: 'authData', path: [name] };
    if (data === null) {
      if (!stored) continue;
      const rest = provider?.remains?.(stored, ctx.app.now());
      ops.push(rest ? { op: 'set', target, value: rest } : { op: 'unset', target });
      if (rest) guards.push(usersWith(ctx, `authData.${name}`, stored));
      continue;
    }
    if (!provider) throw unsupported();
    if (prover.purpose === 'login' && wasProved(ctx, { name, provider, data }, stored)) continue;
    assertCounts(ctx, provider);
    const details = attempt(ctx, name, prover.user);
    const verdict = await ask(ctx, name, () => {
      if (!stored) return provider.validateSetUp(data, details);
      return prover.purpose === 'login'
        ? provider.validateLogin(data, details)
        : provider.validateUpdate(data, details);
    });
    const { deliver, refuses } = verdict;
    const refusal = refuses ?? verdict.awaits;
    if (refusal && !prover.user) throw refusal;
    if (deliver) deliveries.push(() => ask(ctx, name, deliver));
    awaits ??= refusal;
    isWrongGuess ||= refuses !== undefined;
    const value = verdict.doNotSave ? stored : (verdict.save ?? data);
    if (value && !sameValue(value, stored)) ops.push({ op: 'set', target, value });
    if (verdict.save && prover.user) guards.push(usersWith(ctx, `authData.${name}`, stored ?? null));
    if (verdict.response) response.push([name, verdict.response]);
  }
  return { ops, guards, response: Object.fromEntries(response), awaits, isWrongGuess, deliveries };
}

/** Two proofs of one user as one. */
export function joinProofs(one: AuthProof, other: AuthProof): AuthProof {
  return {
    ops: [...one.ops, ...other.ops],
    guards: [...one.guards, ...other.guards],
    response: { ...one.response, ...other.response },
    awaits: one.awaits ?? other.awaits,
    isWrongGuess: one.isWrongGuess || other.isWrongGuess,
    deliveries: [...one.deliveries, ...other.deliveries],
  };
}

/** A transaction that is undone would undo the count of wrong guesses. */
export function assertCounts(ctx: RequestContext, { countsGuesses }: AuthProvider): void {
  if (countsGuesses && ctx.commitEffects) throw notInTransaction();
}

/** Two users are told of the same identity, or one of somebody else's. */
export function alreadyLinked(cause?: unknown): ParseError {
  return new ParseError(ErrorCode.AccountAlreadyLinked, 'this auth is already used', { cause });
}

/** What a provider is told. */
export function attempt(ctx: RequestContext, name: string, user: StoredObject | undefined): AuthAttempt {
  const { ip, installationId } = ctx.client;
  return {
    provider: name,
    user: user && withoutInternals(user),
    stored: storedData(user, name),
    ip,
    installationId,
    master: mayWriteEverything(ctx),
    now: ctx.app.now(),
  };
}

/** What a provider says. Its own words reach the client only as a ParseError. */
export async function ask<T>(ctx: RequestContext, name: string, question: () => Promise<T> | T): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (ParseError.isInstance(error)) throw error;
    ctx.log.log('warn', `the provider ${name} refused a log-in`, { error });
    throw new ParseError(ErrorCode.ScriptFailed, 'Auth failed.', { cause: error });
  }
}

/**
 * Whether the app lets a token log in again that is stored as it was proved. An id alone is no token, and what works once
 * is none either: whoever knows the one or has seen the other is not the user.
 */
function wasProved(
  { app }: RequestContext,
  { provider, data }: AuthClaim,
  stored: JsonObject | undefined,
): boolean {
  if (!app.settings.allowExpiredAuthDataToken || !stored || !sameValue(data, stored)) return false;
  const worksOnce =
    provider.policy === 'additional' || provider.beforeFind !== undefined || provider.countsGuesses;
  return !worksOnce && Object.entries(data).some(([key, value]) => key !== 'id' && isFilledText(value));
}

function holderOf(ctx: RequestContext, { name, provider, data }: AuthClaim): Where {
  if (!provider.emailOf) return usersWith(ctx, `authData.${name}.id`, data.id ?? '');
  return usersWith(ctx, 'email', emailAsStored(ctx, provider.emailOf(data)));
}

function isFilledText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
