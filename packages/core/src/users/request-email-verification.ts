import { requireMail } from '../auth/account-mail.js';
import { askRule } from '../auth/account-rule.js';
import { freshEmailToken, isPast, sendEmailProof } from '../auth/email-proof.js';
import { fieldOp, userIf, userSchema, usersWith } from '../auth/user-rows.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { textOf, type Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { userOfToken } from './user-of-token.js';
import { userOfEmail } from './user-of-email.js';

/**
 * Sends the verification mail again. Unless the app wants errors (`emailVerifySuccessOnInvalidEmail: false`),
 * unknown and verified addresses are answered like others.
 */
export async function requestEmailVerification(
  ctx: RequestContext,
  { email }: { readonly email?: Json },
): Promise<void> {
  requireMail(ctx);
  if (!email) throw new ParseError(ErrorCode.EmailMissing, 'you must provide an email');
  if (typeof email !== 'string') {
    throw new ParseError(ErrorCode.InvalidEmailAddress, 'you must provide a valid email string');
  }
  const user = await explainStorageErrors(undefined, userOfEmail(ctx, email));
  const isHidden = ctx.app.settings.emailVerifySuccessOnInvalidEmail;
  if (!user && !isHidden) {
    throw new ParseError(ErrorCode.EmailNotFound, `No user found with email ${email}`);
  }
  if (user?.emailVerified === true && !isHidden) {
    throw new ParseError(ErrorCode.OtherCause, `Email ${email} is already verified.`);
  }
  await explainStorageErrors(undefined, resend(ctx, user));
}

/**
 * The same for somebody with a link that may have expired, who names the user by its token or by name. Answers
 * nothing: whether there is such a user stays between the server and the mail box.
 */
export async function resendEmailVerification(
  ctx: RequestContext,
  { token, username }: { readonly token?: Json; readonly username?: Json },
): Promise<void> {
  requireMail(ctx);
  const holder = await userOfToken(ctx, '_email_verify_token', token);
  const user = holder.state === 'invalid' ? await userOfName(ctx, username) : holder.user;
  await explainStorageErrors(undefined, resend(ctx, user));
}

async function userOfName(
  ctx: RequestContext,
  username: Json | undefined,
): Promise<StoredObject | undefined> {
  if (typeof username !== 'string' || username === '') return undefined;
  const found = ctx.rows.find(userSchema(ctx), usersWith(ctx, 'username', username), { limit: 1 });
  return (await explainStorageErrors(undefined, found))[0];
}

/** One write and at most one mail; for nobody, a write that changes nothing, so that both take about as long. */
async function resend(ctx: RequestContext, user: StoredObject | undefined): Promise<void> {
  const wants =
    user !== undefined &&
    user.emailVerified !== true &&
    textOf(user.email) !== '' &&
    (await askRule(ctx, ctx.app.settings.verifyUserEmails, user, { resendRequest: true }));
  const { token, expiresAt } = wants ? tokenFor(ctx, user) : { ...freshEmailToken(ctx) };
  const ops = [fieldOp('_email_verify_token', token), fieldOp('_email_verify_token_expires_at', expiresAt)];
  const where = wants ? userIf(ctx, user.objectId) : usersWith(ctx, 'objectId', '');
  const saved = await ctx.rows.update(userSchema(ctx), where, ops, { fields: [] });
  if (saved && user) await sendEmailProof(ctx, user, { token, resendRequest: true });
}

function tokenFor(ctx: RequestContext, user: StoredObject): ReturnType<typeof freshEmailToken> {
  const { _email_verify_token: token, _email_verify_token_expires_at: expiresAt } = user;
  const isReusable = ctx.app.settings.emailVerifyTokenReuseIfValid && !isPast(ctx, expiresAt);
  if (!isReusable || typeof token !== 'string') return freshEmailToken(ctx);
  return expiresAt === undefined ? { token } : { token, expiresAt };
}
