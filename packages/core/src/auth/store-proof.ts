import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { applyOps } from '../ops/apply-ops.js';
import type { StoredObject } from '../types/object.js';
import type { AuthProof } from './prove-auth-data.js';
import { userIf, userSchema } from './user-rows.js';

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
