import { usersWith } from '../auth/user-rows.js';
import { asMaster, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { updateObject } from '../objects/update-object.js';
import { textOf, type Json } from '../types/json.js';
import { userOfToken, type TokenState } from './user-of-token.js';

/** How following a link from a verification mail ended. */
export interface EmailVerification {
  readonly state: TokenState;
  /** Of the user whose address is proved now; only when the state is `valid`. */
  readonly username?: string;
}

/**
 * Proves the address that a token was mailed to. A token works once: of requests at the same time one finds it valid.
 * Runs the triggers of a save.
 */
export async function verifyEmail(
  ctx: RequestContext,
  { token }: { readonly token?: Json },
): Promise<EmailVerification> {
  const holder = await userOfToken(ctx, '_email_verify_token', token);
  if (holder.state !== 'valid') return { state: holder.state };
  try {
    await updateObject(asMaster(ctx), {
      className: '_User',
      objectId: holder.user.objectId,
      body: { emailVerified: true },
      guard: usersWith(ctx, '_email_verify_token', holder.token),
    });
  } catch (error) {
    if (ParseError.isInstance(error) && error.code === ErrorCode.ObjectNotFound) return { state: 'invalid' };
    throw error;
  }
  return { state: 'valid', username: textOf(holder.user.username) };
}
