import { denied } from '../context/require-master.js';
import { mayWriteEverything, userIdOf, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { aclPrincipals, type StoredObject } from '../types/object.js';
import { EVERYONE } from '../types/principal.js';
import type { WriteTarget } from './class-rules.js';
import { touches } from './write-draft.js';

/** Refuses whoever has not logged in: only users write users, whatever an ACL says. */
export function authorizeWrite(
  ctx: RequestContext,
  action: 'create' | 'update' | 'delete',
  objectId: string | undefined,
): void {
  if (action === 'create' || mayWriteEverything(ctx) || ctx.auth.kind === 'read-only-master') return;
  if (userIdOf(ctx) !== undefined) return;
  if (action === 'update') throw denied(ctx, `Cannot modify user ${objectId}.`, ErrorCode.SessionMissing);
  // Whoever has not logged in is told so: it says nothing about the user.
  throw new ParseError(ErrorCode.SessionMissing, 'Insufficient auth to delete user');
}

/** Whether the object is another user than the caller, who may write it by its ACL alone. */
export function isAnother(ctx: RequestContext, objectId: string): boolean {
  return ctx.auth.kind === 'user' && userIdOf(ctx) !== objectId;
}

/**
 * Refuses whom the ACL of another user does not let write, before names, mails or passwords are looked at: a stranger
 * learns nothing about them by trying. An ACL that lets everybody write, or that is not there, hands over no account:
 * for what opens one, and for its end, it has to name the caller or a role of the caller.
 */
export async function authorizeOther(
  ctx: RequestContext,
  { objectId, draft }: WriteTarget,
  original: StoredObject | undefined,
): Promise<void> {
  if (!isAnother(ctx, objectId)) return;
  const isOrdinary = draft !== undefined && !ACCOUNT_FIELDS.some((field) => touches(draft, field));
  if (original && (isOrdinary || (await isNamed(ctx, original)))) return;
  throw denied(ctx, 'Insufficient auth.', ErrorCode.SessionMissing);
}

/** What an account is opened with, and what says who may write it. */
const ACCOUNT_FIELDS = ['username', 'email', 'password', 'authData', 'ACL'] as const;

async function isNamed(ctx: RequestContext, original: StoredObject): Promise<boolean> {
  const writers = new Set(aclPrincipals(original.ACL, 'write'));
  const principals = await ctx.principals();
  return principals.some((principal) => principal !== EVERYONE && writers.has(principal));
}
