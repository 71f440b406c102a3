import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { applyOps } from '../ops/apply-ops.js';
import type { StoredObject } from '../types/object.js';
import type { AuthProof } from './prove-auth-data.js';
import { userIf, userSchema, usersWith } from './user-rows.js';

/** Milliseconds that a wrong guess takes: more than a commit does, and few for who only mistyped. */
const GUESS_TIME = 50;

/**
 * Writes what a proof changes; the user as it is then. Of log-ins that use up the same code or token one gets
 * through. Messages are sent once it is written.
 */
export async function storeProof(
  ctx: RequestContext,
  user: StoredObject,
  proof: Pick<AuthProof, 'ops' | 'guards' | 'deliveries'>,
): Promise<StoredObject> {
  const saved = await wasStored(ctx, user, proof);
  if (!saved) throw new ParseError(ErrorCode.ScriptFailed, 'Invalid auth data: it has been used already.');
  for (const deliver of proof.deliveries) await deliver();
  return applyOps(user, proof.ops, { inserting: false });
}

/**
 * Stores what is to be kept of a proof that does not hold, or not yet, and throws what the client is told. Of attempts at
 * the same time one is judged and the others learn nothing.
 */
export async function assertComplete(
  ctx: RequestContext,
  user: StoredObject,
  proof: AuthProof,
): Promise<void> {
  if (!proof.awaits) return;
  await storeProof(ctx, user, proof);
  throw proof.awaits;
}

/** The same, where nobody is to learn by it whether there is such a user. */
export async function assertHolds(ctx: RequestContext, user: StoredObject, proof: AuthProof): Promise<void> {
  if (!proof.awaits) return;
  await storeGuess(ctx, user, proof);
  throw proof.awaits;
}

/** Writes what a wrong guess changes, which takes as long as `storeNothing` for a guess about nobody. */
export async function storeGuess(ctx: RequestContext, user: StoredObject, proof: AuthProof): Promise<void> {
  await inEvenTime(wasStored(ctx, user, proof));
}

/**
 * A write of the provider's data that changes nothing: what is guessed about nobody takes as long as what is guessed about
 * somebody. It is of the same form, since stores do more for some writes than for others.
 */
export async function storeNothing(ctx: RequestContext, provider: string): Promise<void> {
  const op = { op: 'set' as const, target: { field: 'authData', path: [provider] }, value: {} };
  const nobody = userIf(ctx, '', usersWith(ctx, `authData.${provider}`, {}));
  await inEvenTime(ctx.rows.update(userSchema(ctx), nobody, [op], { fields: [] }));
}

/** Stores commit what changes something, and that takes a disk's time more than to find nothing that is to be changed. */
async function inEvenTime(write: Promise<unknown>): Promise<void> {
  const passed = new Promise<void>((resolve) => setTimeout(resolve, GUESS_TIME));
  await Promise.all([write, passed]);
}

/** Writes what a proof changes, unless what it was judged by has changed meanwhile; whether it did. */
export async function wasStored(
  ctx: RequestContext,
  user: StoredObject,
  { ops, guards }: Pick<AuthProof, 'ops' | 'guards'>,
): Promise<boolean> {
  if (ops.length === 0 && guards.length === 0) return true;
  const where = userIf(ctx, user.objectId, ...guards);
  return (await ctx.rows.update(userSchema(ctx), where, ops, { fields: [] })) !== null;
}
