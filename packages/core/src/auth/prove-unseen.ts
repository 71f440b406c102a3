import type { RequestContext } from '../context/request-context.js';
import type { StoredObject } from '../types/object.js';
import { inEvenTime } from './even-time.js';
import { proveClaims, type AuthProof } from './prove-auth-data.js';
import type { AuthClaim } from './read-auth-data.js';
import { wasStored } from './store-proof.js';
import { userIf, userSchema, usersWith } from './user-rows.js';

/**
 * Lets the providers check claims that anybody can make about anybody: neither what is thrown nor its time tells whether
 * there is such a user. What a wrong guess changes is written.
 */
export async function proveUnseen(
  ctx: RequestContext,
  claims: readonly AuthClaim[],
  user: StoredObject | undefined,
): Promise<AuthProof> {
  const proving = proveClaims(ctx, claims, { user, purpose: 'login' });
  const proof = await proving.catch(async (error: unknown) => {
    await guessAboutNobody(ctx, claims);
    throw error;
  });
  if (!user || !proof.awaits) return proof;
  await inEvenTime(wasStored(ctx, user, proof));
  throw proof.awaits;
}

/**
 * What a guess about nobody takes: a write that changes nothing. It is of the same form as that of a guess about somebody,
 * since stores do more for some writes than for others.
 */
export async function guessAboutNobody(ctx: RequestContext, claims: readonly AuthClaim[]): Promise<void> {
  const [{ name } = { name: '' }] = claims;
  const op = { op: 'set' as const, target: { field: 'authData', path: [name] }, value: {} };
  const nobody = userIf(ctx, '', usersWith(ctx, `authData.${name}`, {}));
  await inEvenTime(ctx.rows.update(userSchema(ctx), nobody, [op], { fields: [] }));
}
