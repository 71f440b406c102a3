import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { StoredObject } from '../types/object.js';
import { askRule, type QuestionDetails } from './account-rule.js';

/** Whether the app gives this user no session before the address is proved. */
export async function mustProveEmail(
  ctx: RequestContext,
  user: StoredObject,
  createdWith: QuestionDetails['createdWith'],
): Promise<boolean> {
  const { verifyUserEmails, preventLoginWithUnverifiedEmail } = ctx.app.settings;
  if (user.emailVerified === true || verifyUserEmails === false) return false;
  const details = createdWith ? { createdWith } : {};
  return (
    (await askRule(ctx, preventLoginWithUnverifiedEmail, user, details)) &&
    (await askRule(ctx, verifyUserEmails, user, details))
  );
}

/** What is answered to a user who has to prove the address first. */
export function unverifiedEmail(): ParseError {
  return new ParseError(ErrorCode.EmailNotFound, 'User email is not verified.');
}
