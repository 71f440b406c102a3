import { accountMail, requireMail } from '../auth/account-mail.js';
import { unlock } from '../auth/account-lockout.js';
import { inEvenTime } from '../auth/even-time.js';
import { renewMailToken } from '../auth/mail-token.js';
import { usersWith } from '../auth/user-rows.js';
import { asMaster, onCommit, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { updateObject } from '../objects/update-object.js';
import { textOf, type Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { runObjectTrigger } from '../triggers/run-trigger.js';
import { userTrigger } from './start-session.js';
import { userOfEmail } from './user-of-email.js';
import { userOfToken, type TokenState } from './user-of-token.js';

/** Who wants a new password: somebody with an address, or with a link that has expired. */
export interface PasswordResetRequest {
  readonly email?: Json;
  readonly token?: Json;
}

/** Whether a link from a mail still changes a password. */
export interface PasswordReset {
  readonly state: TokenState;
  /** Of the user whose password it is; only when the state is `valid`. */
  readonly username?: string;
}

/**
 * Mails a link to choose a new password. Unless the app wants errors
 * (`passwordPolicy.resetPasswordSuccessOnInvalidEmail: false`), unknown addresses are answered like others. For known
 * ones `beforePasswordResetRequest` may refuse.
 */
export async function requestPasswordReset(
  ctx: RequestContext,
  request: PasswordResetRequest,
): Promise<void> {
  requireMail(ctx);
  await inEvenTime(mailLink(ctx, request));
}

async function mailLink(ctx: RequestContext, request: PasswordResetRequest): Promise<void> {
  const user = await explainStorageErrors(undefined, userOfRequest(ctx, request));
  const { resetPasswordSuccessOnInvalidEmail: isHidden = true } = ctx.app.settings.passwordPolicy;
  if (!user && !isHidden) {
    throw new ParseError(ErrorCode.EmailNotFound, `No user found with email ${textOf(request.email)}.`);
  }
  if (!user) return;
  await runObjectTrigger(userTrigger(ctx, 'beforePasswordResetRequest', user));
  await sendLink(ctx, user);
}

/** What a reset link is worth, without using it up. */
export async function checkPasswordResetToken(
  ctx: RequestContext,
  { token }: { readonly token?: Json },
): Promise<PasswordReset> {
  const holder = await userOfToken(ctx, '_perishable_token', token);
  if (holder.state !== 'valid') return { state: holder.state };
  return { state: 'valid', username: textOf(holder.user.username) };
}

/**
 * Sets the password that somebody with a reset link chose, ends the user's sessions and, if the app says so, unlocks
 * the account. A link works once: of requests at the same time one finds it valid. Rejects with ValidationError for a
 * password that the app's policy refuses; the link is still good then. Runs the triggers of a save.
 */
export async function resetPassword(
  ctx: RequestContext,
  { token, password }: { readonly token?: Json; readonly password?: Json },
): Promise<PasswordReset> {
  const holder = await userOfToken(ctx, '_perishable_token', token);
  if (holder.state !== 'valid') return { state: holder.state };
  if (typeof password !== 'string' || password === '') {
    throw new ParseError(ErrorCode.PasswordMissing, 'Missing password');
  }
  const { objectId, username } = holder.user;
  try {
    await updateObject(asMaster(ctx), {
      className: '_User',
      objectId,
      body: { password },
      guard: usersWith(ctx, '_perishable_token', holder.token),
    });
  } catch (error) {
    if (ParseError.isInstance(error) && error.code === ErrorCode.ObjectNotFound) return { state: 'invalid' };
    throw error;
  }
  if (ctx.app.settings.accountLockout?.unlockOnPasswordReset) {
    await explainStorageErrors(undefined, unlock(ctx, objectId));
  }
  return { state: 'valid', username: textOf(username) };
}

async function userOfRequest(
  ctx: RequestContext,
  { email, token }: PasswordResetRequest,
): Promise<StoredObject | undefined> {
  if (!email && !token) throw new ParseError(ErrorCode.EmailMissing, 'you must provide an email');
  if (token !== undefined && !email) {
    if (typeof token !== 'string') {
      throw new ParseError(ErrorCode.InvalidValue, 'you must provide a valid token string');
    }
    const holder = await userOfToken(ctx, '_perishable_token', token);
    return holder.state === 'invalid' ? undefined : holder.user;
  }
  if (typeof email !== 'string') {
    throw new ParseError(ErrorCode.InvalidEmailAddress, 'you must provide a valid email string');
  }
  return userOfEmail(ctx, email);
}

/** Stores a token and mails it, which no request waits for. A store that fails costs a mail, and is in the log. */
async function sendLink(ctx: RequestContext, user: StoredObject): Promise<void> {
  await onCommit(ctx, (committed) =>
    committed.app.mail?.sendPasswordReset(async () => {
      const token = await renewMailToken(committed, user, '_perishable_token');
      return token === undefined
        ? undefined
        : accountMail(committed, user, { page: 'request_password_reset', token });
    }),
  );
}
