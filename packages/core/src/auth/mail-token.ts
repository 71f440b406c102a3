import type { RequestContext } from '../context/request-context.js';
import { newMailToken } from '../schema/random-ids.js';
import type { Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { dateIn, isPast } from './stored-dates.js';
import { fieldOp, userIfReached, userSchema, usersWith } from './user-rows.js';

/** Where the token of a mailed link is stored, which tells what it is good for. Its date is in `<field>_expires_at`. */
export type MailTokenField = '_email_verify_token' | '_perishable_token';

/** A token and, where tokens expire, its date. */
export interface MailToken {
  readonly token: string;
  readonly expiresAt: Json | undefined;
}

/**
 * Stores a token for the user and returns it; the one that holds, where the app wants it mailed again. Undefined when mails
 * reach the user elsewhere than when the row was read, or that token was used meanwhile: a used one never works again.
 */
export async function renewMailToken(
  ctx: RequestContext,
  user: StoredObject,
  field: MailTokenField,
): Promise<string | undefined> {
  const kept = keptToken(ctx, user, field);
  const { token, expiresAt } = kept ?? freshMailToken(ctx, field);
  const ops = [fieldOp(field, token), fieldOp(`${field}_expires_at`, expiresAt)];
  const where = userIfReached(ctx, user, ...(kept ? [usersWith(ctx, field, token)] : []));
  return (await ctx.rows.update(userSchema(ctx), where, ops, { fields: [] })) ? token : undefined;
}

/** A token that nobody has. */
export function freshMailToken(ctx: RequestContext, field: MailTokenField): MailToken {
  const { seconds } = rulesOf(ctx, field);
  return { token: newMailToken(), expiresAt: seconds === undefined ? undefined : dateIn(ctx, seconds) };
}

function keptToken(ctx: RequestContext, user: StoredObject, field: MailTokenField): MailToken | undefined {
  const token = user[field];
  const expiresAt = user[`${field}_expires_at`];
  if (!rulesOf(ctx, field).isReused || typeof token !== 'string' || isPast(ctx, expiresAt)) return undefined;
  return { token, expiresAt };
}

interface TokenRules {
  readonly seconds: number | undefined;
  readonly isReused: boolean | undefined;
}

function rulesOf({ app }: RequestContext, field: MailTokenField): TokenRules {
  const { passwordPolicy, emailVerifyTokenValidityDuration, emailVerifyTokenReuseIfValid } = app.settings;
  if (field === '_email_verify_token') {
    return { seconds: emailVerifyTokenValidityDuration, isReused: emailVerifyTokenReuseIfValid };
  }
  return {
    seconds: passwordPolicy.resetTokenValidityDuration,
    isReused: passwordPolicy.resetTokenReuseIfValid,
  };
}
