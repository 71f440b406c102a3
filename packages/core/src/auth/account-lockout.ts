import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { resolveFieldPath } from '../query/field-path.js';
import type { AccountLockout } from '../types/account-settings.js';
import type { FieldOp } from '../types/field-op.js';
import { isJsonObject, textOf } from '../types/json.js';
import { dateValue, type StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';
import { dateIn } from './stored-dates.js';
import { fieldOp, userIf, userSchema, usersWith } from './user-rows.js';

const COUNT = '_failed_login_count';
const LOCKED_UNTIL = '_account_lockout_expires_at';

/** The fields that `assertUnlocked` looks at. */
export const LOCKOUT_FIELDS: readonly string[] = [COUNT, LOCKED_UNTIL];

/**
 * Refuses a locked account. A right password counts only if this is asked after it was checked, of the row as it is
 * then: guesses made side by side would otherwise all be judged before the first of them is counted.
 */
export function assertUnlocked(ctx: RequestContext, user: StoredObject): void {
  const { accountLockout } = ctx.app.settings;
  if (!accountLockout || !isLocked(ctx, accountLockout, user)) return;
  throw new ParseError(
    ErrorCode.ObjectNotFound,
    `Your account is locked due to multiple failed login attempts. Please try again after ${accountLockout.duration} minute(s)`,
  );
}

/** The same of the row as it is now. */
export async function assertStillUnlocked(ctx: RequestContext, user: StoredObject): Promise<void> {
  const stored = { limit: 1, fields: LOCKOUT_FIELDS };
  const [current] = await ctx.rows.find(userSchema(ctx), userIf(ctx, user.objectId), stored);
  if (current) assertUnlocked(ctx, current);
}

/** Counts a wrong password. The one that reaches the threshold locks the account. */
export async function countFailure(ctx: RequestContext, user: StoredObject): Promise<void> {
  const { accountLockout } = ctx.app.settings;
  if (!accountLockout) return;
  if (await countAnother(ctx, accountLockout, user.objectId)) return;
  await countFirstAfterLock(ctx, accountLockout, user.objectId);
}

/** Forgets the wrong passwords before a right one, unless the account is locked meanwhile. */
export async function forgetFailures(ctx: RequestContext, user: StoredObject): Promise<void> {
  const { accountLockout } = ctx.app.settings;
  if (!accountLockout || !LOCKOUT_FIELDS.some((field) => Object.hasOwn(user, field))) return;
  const open: Where = { op: 'or', nodes: [neverLocked(ctx), lockOver(ctx)] };
  await change(ctx, userIf(ctx, user.objectId, open), UNLOCK);
}

/** Unlocks the account whatever its state. */
export async function unlock(ctx: RequestContext, objectId: string): Promise<void> {
  await change(ctx, userIf(ctx, objectId), UNLOCK);
}

const UNLOCK: readonly FieldOp[] = LOCKOUT_FIELDS.map((field) => fieldOp(field, undefined));

function isLocked(ctx: RequestContext, { threshold }: AccountLockout, user: StoredObject): boolean {
  const until = user[LOCKED_UNTIL];
  if (isJsonObject(until)) return textOf(until.iso) > ctx.app.isoNow();
  // The threshold is reached a moment before the date is written.
  const count = user[COUNT];
  return typeof count === 'number' && count >= threshold;
}

async function countAnother(
  ctx: RequestContext,
  lockout: AccountLockout,
  objectId: string,
): Promise<boolean> {
  const count: FieldOp = { op: 'increment', target: { field: COUNT, path: [] }, amount: 1 };
  const counted = await change(ctx, userIf(ctx, objectId, neverLocked(ctx)), [count]);
  if (!counted) return false;
  if (Number(counted[COUNT]) >= lockout.threshold) {
    await change(ctx, userIf(ctx, objectId, neverLocked(ctx)), [lockOp(ctx, lockout)]);
  }
  return true;
}

/** Of failures at the same time one finds the old lock; the others count on from it. */
async function countFirstAfterLock(
  ctx: RequestContext,
  lockout: AccountLockout,
  objectId: string,
): Promise<void> {
  const locked = lockout.threshold <= 1;
  const date = locked ? lockOp(ctx, lockout) : fieldOp(LOCKED_UNTIL, undefined);
  const renewed = await change(ctx, userIf(ctx, objectId, lockOver(ctx)), [fieldOp(COUNT, 1), date]);
  if (!renewed && !locked) await countAnother(ctx, lockout, objectId);
}

function lockOp(ctx: RequestContext, { duration }: AccountLockout): FieldOp {
  return fieldOp(LOCKED_UNTIL, dateIn(ctx, duration * 60));
}

function neverLocked(ctx: RequestContext): Where {
  return usersWith(ctx, LOCKED_UNTIL, null);
}

function lockOver(ctx: RequestContext): Where {
  const key = resolveFieldPath(userSchema(ctx), LOCKED_UNTIL);
  return { op: 'less-or-equal', key, value: dateValue(ctx.app.now()) };
}

function change(ctx: RequestContext, where: Where, ops: readonly FieldOp[]): Promise<StoredObject | null> {
  return ctx.rows.update(userSchema(ctx), where, ops, { fields: LOCKOUT_FIELDS });
}
