import { accountMail, requireMail } from '../auth/account-mail.js';
import { askRule } from '../auth/account-rule.js';
import { inEvenTime } from '../auth/even-time.js';
import { renewMailToken } from '../auth/mail-token.js';
import { userSchema, usersWith } from '../auth/user-rows.js';
import type { AccountMail } from '../adapters/email-adapter.js';
import { onCommit, type RequestContext } from '../context/request-context.js';
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
  await inEvenTime(resendTo(ctx, email));
}

async function resendTo(ctx: RequestContext, email: string): Promise<void> {
  const user = await explainStorageErrors(undefined, userOfEmail(ctx, email));
  const isHidden = ctx.app.settings.emailVerifySuccessOnInvalidEmail;
  if (!user && !isHidden) {
    throw new ParseError(ErrorCode.EmailNotFound, `No user found with email ${email}`);
  }
  if (user?.emailVerified === true && !isHidden) {
    throw new ParseError(ErrorCode.OtherCause, `Email ${email} is already verified.`);
  }
  await resend(ctx, user);
}

/** Who wants the mail again: somebody with a link, or with a name. */
export interface ResendRequest {
  readonly token?: Json;
  readonly username?: Json;
}

/**
 * The same for somebody with a link that may have expired, who names the user by its token or by name. Answers
 * nothing: whether there is such a user stays between the server and the mail box.
 */
export async function resendEmailVerification(ctx: RequestContext, request: ResendRequest): Promise<void> {
  requireMail(ctx);
  await inEvenTime(resendToHolder(ctx, request));
}

async function resendToHolder(ctx: RequestContext, { token, username }: ResendRequest): Promise<void> {
  const holder = await userOfToken(ctx, '_email_verify_token', token);
  const user = holder.state === 'invalid' ? await userOfName(ctx, username) : holder.user;
  await resend(ctx, user);
}

async function userOfName(
  ctx: RequestContext,
  username: Json | undefined,
): Promise<StoredObject | undefined> {
  if (typeof username !== 'string' || username === '') return undefined;
  const found = ctx.rows.find(userSchema(ctx), usersWith(ctx, 'username', username), { limit: 1 });
  return (await explainStorageErrors(undefined, found))[0];
}

/** Stores a token and mails it, which no request waits for. What fails then costs a mail, and is in the log. */
async function resend(ctx: RequestContext, user: StoredObject | undefined): Promise<void> {
  if (!user || user.emailVerified === true || textOf(user.email) === '') return;
  await onCommit(ctx, (committed) => committed.app.mail?.sendVerification(() => renewProof(committed, user)));
}

/** The mail with a token that holds; undefined where the app wants none. */
async function renewProof(ctx: RequestContext, user: StoredObject): Promise<AccountMail | undefined> {
  const { verifyUserEmails, sendUserEmailVerification } = ctx.app.settings;
  const request = { resendRequest: true };
  if (!(await askRule(ctx, verifyUserEmails, user, request))) return undefined;
  const token = await renewMailToken(ctx, user, '_email_verify_token');
  if (token === undefined || !(await askRule(ctx, sendUserEmailVerification, user, request)))
    return undefined;
  return accountMail(ctx, user, { page: 'verify_email', token });
}
