import { mayWriteEverything, type RequestContext } from '../context/request-context.js';
import type { AccountQuestion, AccountRule } from '../types/account-settings.js';
import type { StoredObject } from '../types/object.js';
import { withoutInternals } from './account-mail.js';

/** What is particular about one question; the rest is known from the request. */
export type QuestionDetails = Pick<AccountQuestion, 'createdWith' | 'resendRequest'> & {
  readonly original?: StoredObject | undefined;
};

/** Asks a rule about a user. Rules that are the same for all accounts cost nothing. */
export async function askRule(
  ctx: RequestContext,
  rule: AccountRule,
  user: StoredObject,
  details: QuestionDetails = {},
): Promise<boolean> {
  if (typeof rule === 'boolean') return rule;
  const { original, ...others } = details;
  const { ip, installationId } = ctx.client;
  // Code of the app's own: what it answers may be anything.
  const answer: unknown = await rule({
    object: withoutInternals(user),
    ...(original ? { original: withoutInternals(original) } : {}),
    master: mayWriteEverything(ctx),
    ip,
    installationId,
    ...others,
  });
  return answer === true;
}
