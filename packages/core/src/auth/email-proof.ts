import { onCommit, type RequestContext } from '../context/request-context.js';
import type { StoredObject } from '../types/object.js';
import { applyOps } from '../ops/apply-ops.js';
import { writtenRow, type WrittenObject } from '../classes/class-rules.js';
import { opOn, valueOf, withOp, withValue, type WriteDraft } from '../classes/write-draft.js';
import { accountMail, requireMail } from './account-mail.js';
import { freshMailToken } from './mail-token.js';
import { fieldOp } from './user-rows.js';
import { askRule, type QuestionDetails } from './account-rule.js';

/**
 * The draft with what a new address needs: it counts as unverified, with a fresh token to prove it, if the app wants
 * that of this user. An address that is taken away or called verified takes its token along.
 */
export async function withEmailProof(
  ctx: RequestContext,
  draft: WriteDraft,
  original: StoredObject | undefined,
  createdWith: QuestionDetails['createdWith'],
): Promise<WriteDraft> {
  if (valueOf(draft, 'emailVerified') === true) return withoutEmailToken(draft);
  const email = valueOf(draft, 'email');
  if (typeof email !== 'string' || email === '') {
    return opOn(draft, 'email') ? withoutEmailToken(draft) : draft;
  }
  if (original?.email === email) return draft;
  const before = original ?? { objectId: draft.objectId };
  const user = applyOps(before, draft.ops, { inserting: draft.isNew });
  const isWanted = await askRule(ctx, ctx.app.settings.verifyUserEmails, user, {
    original,
    ...(createdWith ? { createdWith } : {}),
  });
  if (!isWanted) return draft;
  const fresh = freshMailToken(ctx, '_email_verify_token');
  const proving = withValue(withValue(draft, 'emailVerified', false), '_email_verify_token', fresh.token);
  return fresh.expiresAt ? withValue(proving, '_email_verify_token_expires_at', fresh.expiresAt) : proving;
}

/** Sends the mail about the address that the write has made a token for, once that is committed. */
export async function mailEmailProof(ctx: RequestContext, written: WrittenObject): Promise<void> {
  const token = valueOf(written.draft, '_email_verify_token');
  if (typeof token !== 'string') return;
  const user = writtenRow(written);
  await onCommit(ctx, () => sendEmailProof(ctx, user, { token }));
}

/** Sends the mail, if the app wants that for this user and is set up for it. */
async function sendEmailProof(
  ctx: RequestContext,
  user: StoredObject,
  { token, ...details }: QuestionDetails & { readonly token: string },
): Promise<void> {
  const { mail, settings } = ctx.app;
  if (!mail || !(await askRule(ctx, settings.sendUserEmailVerification, user, details))) return;
  requireMail(ctx);
  mail.sendVerification(() => accountMail(ctx, user, { page: 'verify_email', token }));
}

function withoutEmailToken(draft: WriteDraft): WriteDraft {
  if (draft.isNew) return draft;
  const fields = ['_email_verify_token', '_email_verify_token_expires_at'];
  return fields.reduce((rest, field) => withOp(rest, fieldOp(field, undefined)), draft);
}
