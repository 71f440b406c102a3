import { denied } from '../context/require-master.js';
import { mayWriteEverything, onCommit, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { StorageError } from '../errors/storage-error.js';
import { mailEmailProof, withEmailProof } from '../auth/email-proof.js';
import { withHashedPassword } from '../auth/password-policy.js';
import { identifySignUp, proveSignUp, proveUpdate } from '../auth/auth-data-of-users.js';
import { presentAuthData } from '../auth/present-auth-data.js';
import { alreadyLinked } from '../auth/prove-auth-data.js';
import { dropMember } from '../stores/relation-store.js';
import type { ClassRules } from './class-rules.js';
import { withOwnAcl, withoutLockout } from './user-acl.js';
import { authorizeOther, authorizeWrite, isAnother } from './user-access.js';
import { requireIdentity } from './user-identity.js';
import { assertNamesFree, withoutNullEmail } from './user-names.js';
import { renewSessions, signUpOf, startFirstSession } from './user-sessions.js';
import { touches, valueOf, without, withValue, type WriteDraft } from './write-draft.js';

/** What the server does around `_User`: passwords, unique names, private objects, sessions. */
export const userRules: ClassRules = {
  authorizeWrite,
  identify: identifySignUp,
  present: presentAuthData,
  unanswered: new Set(['authData']),
  beforeTriggers: async (ctx, draft, original) => {
    assertClientFields(ctx, draft);
    if (draft.isNew) return withLowerCaseNames(ctx, requireIdentity(await proveSignUp(ctx, draft)));
    const proved = original && touches(draft, 'authData') ? await proveUpdate(ctx, draft, original) : draft;
    return withLowerCaseNames(ctx, proved);
  },
  needsOriginal: (ctx, { objectId, draft }) =>
    isAnother(ctx, objectId) || (draft !== undefined && looksAtOriginal(ctx, draft)),
  authorizeRow: authorizeOther,
  beforeWrite: async (ctx, draft, original) => {
    // Once more: triggers may have set them.
    const named = withoutNullEmail(withLowerCaseNames(ctx, draft));
    await assertNamesFree(ctx, named);
    const owned = named.isNew ? withOwnAcl(ctx, named) : withoutAnonymity(withoutLockout(ctx, named));
    const proving = await withEmailProof(ctx, owned, original, draft.isNew ? signUpOf(draft) : undefined);
    return withHashedPassword(ctx, proving, original);
  },
  afterWrite: async (ctx, written) => {
    const { draft } = written;
    await mailEmailProof(ctx, written);
    for (const deliver of draft.proof?.deliveries ?? []) await deliver();
    const answer = draft.isNew ? await startFirstSession(ctx, written) : await renewSessions(ctx, written);
    const response = draft.proof?.response ?? {};
    return Object.keys(response).length > 0 ? { ...answer, authDataResponse: response } : answer;
  },
  afterDelete: async (ctx, objectId) => {
    await ctx.app.sessions.revokeAll(ctx, objectId);
    await dropMember(ctx, { className: '_Role', field: 'users' }, objectId);
    await onCommit(ctx, () => ctx.app.roles.forgetAll());
  },
  afterPurge: (ctx) =>
    onCommit(ctx, async () => {
      await ctx.app.sessions.forgetAll();
      await ctx.app.roles.forgetAll();
    }),
  explainError,
};

/** Whether the app has rules that compare the user with what it was. */
function looksAtOriginal({ app }: RequestContext, draft: WriteDraft): boolean {
  const { verifyUserEmails, passwordPolicy } = app.settings;
  const { maxPasswordHistory = 0, doNotAllowUsername = false } = passwordPolicy;
  const judgesPassword = maxPasswordHistory > 0 || doNotAllowUsername;
  if (touches(draft, 'authData')) return true;
  return (
    (judgesPassword && touches(draft, 'password')) || (verifyUserEmails !== false && touches(draft, 'email'))
  );
}

function assertClientFields(ctx: RequestContext, draft: WriteDraft): void {
  if (touches(draft, 'emailVerified') && !mayWriteEverything(ctx)) {
    throw denied(ctx, "Clients aren't allowed to manually update email verification.");
  }
}

function withLowerCaseNames(ctx: RequestContext, draft: WriteDraft): WriteDraft {
  const { convertEmailToLowercase, convertUsernameToLowercase } = ctx.app.settings;
  let result = without(draft, 'sessionToken');
  const email = valueOf(result, 'email');
  const username = valueOf(result, 'username');
  if (convertEmailToLowercase && typeof email === 'string')
    result = withValue(result, 'email', email.toLowerCase());
  if (convertUsernameToLowercase && typeof username === 'string') {
    result = withValue(result, 'username', username.toLowerCase());
  }
  return result;
}

/** A user who gets a name and a password is anonymous no more: the id of the device opens the account no longer. */
function withoutAnonymity(draft: WriteDraft): WriteDraft {
  if (!touches(draft, 'username') || !touches(draft, 'password')) return draft;
  const target = { field: 'authData', path: ['anonymous'] };
  return { ...draft, ops: [...draft.ops, { op: 'unset', target }] };
}

function explainError(error: StorageError): ParseError | undefined {
  if (error.kind !== 'duplicate-value') return undefined;
  if (error.fields.some((field) => field.startsWith('authData'))) return alreadyLinked(error);
  if (error.fields.includes('username')) {
    return new ParseError(ErrorCode.UsernameTaken, 'Account already exists for this username.', {
      cause: error,
    });
  }
  if (error.fields.includes('email')) {
    return new ParseError(ErrorCode.EmailTaken, 'Account already exists for this email address.', {
      cause: error,
    });
  }
  return undefined;
}
