import {
  opOn,
  touches,
  valueOf,
  withOp,
  withValue,
  without,
  type WriteDraft,
} from '../classes/write-draft.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { PasswordPolicy } from '../types/account-settings.js';
import { isJsonArray, isJsonObject, textOf, type Json } from '../types/json.js';
import { inferField } from '../schema/infer-type.js';
import { schemaMismatch } from '../schema/schema-mismatch.js';
import { dateValue, type StoredObject } from '../types/object.js';
import { fieldOp, userIf, userSchema } from './user-rows.js';

const DAY = 86_400_000;

/**
 * The draft with the hash in place of a new password, once it satisfies the app's policy. With the password goes a
 * link that would still change it; so it does with the address that the link was sent to.
 */
export async function withHashedPassword(
  ctx: RequestContext,
  draft: WriteDraft,
  original: StoredObject | undefined,
): Promise<WriteDraft> {
  const op = opOn(draft, 'password');
  if (!op) return touches(draft, 'email') ? withoutResetToken(draft) : draft;
  if (op.op !== 'set' || typeof op.value !== 'string') {
    const given = (op.op === 'set' && inferField(op.value)) || { type: 'Object' as const };
    throw schemaMismatch('_User.password', { type: 'String' }, given);
  }
  const password = op.value;
  await assertAllowed(ctx, password, valueOf(draft, 'username') ?? original?.username);
  await assertNotUsedBefore(ctx, password, original);
  const hash = await ctx.app.passwords.hash(password);
  const hashed = withValue(without(draft, 'password'), '_hashed_password', hash);
  return withoutResetToken(withPasswordAge(ctx, withHistory(ctx, hashed, original)));
}

/** Refuses a user whose password is too old, like a wrong password. One of unknown age is of now. */
export async function assertPasswordFresh(ctx: RequestContext, user: StoredObject): Promise<void> {
  const { maxPasswordAge = 0 } = ctx.app.settings.passwordPolicy;
  if (maxPasswordAge <= 0) return;
  const changedAt = user._password_changed_at;
  if (!isJsonObject(changedAt)) {
    const now = fieldOp('_password_changed_at', dateValue(ctx.app.now()));
    await ctx.rows.update(userSchema(ctx), userIf(ctx, user.objectId), [now], { fields: [] });
    return;
  }
  const expiry = Date.parse(textOf(changedAt.iso)) + maxPasswordAge * DAY;
  if (expiry > ctx.app.now().getTime()) return;
  throw new ParseError(ErrorCode.ObjectNotFound, 'Your password has expired. Please reset your password.');
}

async function assertAllowed(
  ctx: RequestContext,
  password: string,
  username: Json | undefined,
): Promise<void> {
  const policy = ctx.app.settings.passwordPolicy;
  if (!(await isValid(policy, password))) {
    throw invalidPassword(
      policy.validationError ?? 'Password does not meet the Password Policy requirements.',
    );
  }
  const name = textOf(username);
  if (policy.doNotAllowUsername && name !== '' && password.includes(name)) {
    throw invalidPassword(policy.validationError ?? 'Password cannot contain your username.');
  }
}

async function isValid(policy: PasswordPolicy, password: string): Promise<boolean> {
  const { validatorPattern, validatorCallback } = policy;
  // An expression with the flag g remembers where it stopped.
  if (validatorPattern && password.search(validatorPattern) < 0) return false;
  // Code of the app's own: what it answers may be anything.
  const accepted: unknown = validatorCallback ? await validatorCallback(password) : true;
  return Boolean(accepted);
}

async function assertNotUsedBefore(
  ctx: RequestContext,
  password: string,
  original: StoredObject | undefined,
): Promise<void> {
  const { maxPasswordHistory = 0 } = ctx.app.settings.passwordPolicy;
  if (maxPasswordHistory <= 0 || !original) return;
  const hashes = formerHashes(original, maxPasswordHistory);
  const used = await Promise.all(hashes.map((hash) => ctx.app.passwords.verify(password, hash)));
  if (!used.includes(true)) return;
  throw invalidPassword(`New password should not be the same as last ${maxPasswordHistory} passwords.`);
}

/** What is kept of former passwords: together with the new one as many as the policy compares. */
function withHistory(ctx: RequestContext, draft: WriteDraft, original: StoredObject | undefined): WriteDraft {
  const { maxPasswordHistory = 0 } = ctx.app.settings.passwordPolicy;
  if (maxPasswordHistory <= 0 || !original) return draft;
  return withValue(draft, '_password_history', formerHashes(original, maxPasswordHistory - 1));
}

/** The present hash and those before it, oldest first, at most `count`. */
function formerHashes(user: StoredObject, count: number): readonly string[] {
  const history = isJsonArray(user._password_history) ? user._password_history : [];
  const hashes = [...history, user._hashed_password].filter((hash) => typeof hash === 'string');
  return count > 0 ? hashes.slice(-count) : [];
}

function withPasswordAge(ctx: RequestContext, draft: WriteDraft): WriteDraft {
  const { maxPasswordAge = 0 } = ctx.app.settings.passwordPolicy;
  return maxPasswordAge > 0 ? withValue(draft, '_password_changed_at', dateValue(ctx.app.now())) : draft;
}

function withoutResetToken(draft: WriteDraft): WriteDraft {
  if (draft.isNew) return draft;
  const fields = ['_perishable_token', '_perishable_token_expires_at'];
  return fields.reduce((rest, field) => withOp(rest, fieldOp(field, undefined)), draft);
}

function invalidPassword(message: string): ParseError {
  return new ParseError(ErrorCode.ValidationError, message);
}
