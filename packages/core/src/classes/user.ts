import { denied } from '../context/require-master.js';
import { mayWriteEverything, onCommit, userIdOf, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { StorageError } from '../errors/storage-error.js';
import { dropMember } from '../stores/relation-store.js';
import { isJsonObject, nullMap, type Json, type JsonObject } from '../types/json.js';
import { EVERYONE } from '../types/principal.js';
import type { ClassRules, WrittenObject } from './class-rules.js';
import { assertNamesFree } from './user-names.js';
import { opOn, touches, valueOf, withOp, without, withValue, type WriteDraft } from './write-draft.js';

/** What the server does around `_User`: passwords, unique names, private objects, sessions. */
export const userRules: ClassRules = {
  authorizeWrite,
  beforeTriggers: (ctx, draft) => {
    assertClientFields(ctx, draft);
    const named = draft.isNew ? requireNameAndPassword(draft) : draft;
    return withLowerCaseNames(ctx, without(named, 'authData'));
  },
  beforeWrite: async (ctx, draft) => {
    await assertNamesFree(ctx, draft);
    return withHashedPassword(ctx, draft.isNew ? withOwnAcl(ctx, draft) : withoutLockout(ctx, draft));
  },
  afterWrite: (ctx, written) =>
    written.draft.isNew ? startFirstSession(ctx, written) : renewSessions(ctx, written),
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

/** Decided before anything else, so that a stranger learns nothing about names, mails or passwords by trying. */
function authorizeWrite(
  ctx: RequestContext,
  action: 'create' | 'update' | 'delete',
  objectId: string | undefined,
): void {
  if (action === 'create' || mayWriteEverything(ctx) || ctx.auth.kind === 'read-only-master') return;
  if (objectId !== undefined && userIdOf(ctx) === objectId) return;
  if (action === 'update') throw denied(ctx, `Cannot modify user ${objectId}.`, ErrorCode.SessionMissing);
  throw new ParseError(ErrorCode.SessionMissing, 'Insufficient auth to delete user');
}

function assertClientFields(ctx: RequestContext, draft: WriteDraft): void {
  if (touches(draft, 'emailVerified') && !mayWriteEverything(ctx)) {
    throw denied(ctx, "Clients aren't allowed to manually update email verification.");
  }
  const authData = valueOf(draft, 'authData');
  const linksProvider = isJsonObject(authData) && Object.values(authData).some(isJsonObject);
  if (
    linksProvider ||
    draft.ops.some(({ target }) => target.field === 'authData' && target.path.length > 0)
  ) {
    throw new ParseError(ErrorCode.UnsupportedService, 'This authentication method is unsupported.');
  }
}

function requireNameAndPassword(draft: WriteDraft): WriteDraft {
  if (!isFilledText(valueOf(draft, 'username'))) {
    throw new ParseError(ErrorCode.UsernameMissing, 'bad or missing username');
  }
  if (!isFilledText(valueOf(draft, 'password'))) {
    throw new ParseError(ErrorCode.PasswordMissing, 'password is required');
  }
  if (isReservedPrincipal(draft.objectId)) {
    throw new ParseError(ErrorCode.OperationForbidden, 'Invalid object ID.');
  }
  return draft;
}

/** An id that permissions read as something else would give its user the rights of that. */
function isReservedPrincipal(objectId: string): boolean {
  return (
    RESERVED_PRINCIPALS.has(objectId) || objectId.startsWith('role:') || objectId.startsWith('userField:')
  );
}

const RESERVED_PRINCIPALS: ReadonlySet<string> = new Set([
  EVERYONE,
  'authenticated',
  'currentUser',
  'pointerFields',
  'requiresAuthentication',
]);

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

async function withHashedPassword(ctx: RequestContext, draft: WriteDraft): Promise<WriteDraft> {
  const op = opOn(draft, 'password');
  if (!op) return draft;
  if (op.op !== 'set' || typeof op.value !== 'string') {
    throw new ParseError(ErrorCode.IncorrectType, 'schema mismatch for _User.password; expected String');
  }
  const hash = await ctx.app.passwords.hash(op.value);
  return withValue(without(draft, 'password'), '_hashed_password', hash);
}

/** Users may always see and change themselves; others only when the client or an option says so. */
function withOwnAcl(ctx: RequestContext, draft: WriteDraft): WriteDraft {
  const given = valueOf(draft, 'ACL');
  const acl = nullMap();
  if (isJsonObject(given)) Object.assign(acl, given);
  else if (!ctx.app.settings.enforcePrivateUsers) acl['*'] = { read: true };
  acl[draft.objectId] = { read: true, write: true };
  return withOp(draft, { op: 'set', target: { field: 'ACL', path: [] }, value: acl });
}

/** Users who change their own ACL cannot lock themselves out; an operator can, and so blocks the account. */
function withoutLockout(ctx: RequestContext, draft: WriteDraft): WriteDraft {
  const given = valueOf(draft, 'ACL');
  if (!isJsonObject(given) || mayWriteEverything(ctx)) return draft;
  return withValue(draft, 'ACL', { ...given, [draft.objectId]: { read: true, write: true } });
}

/** Signing up logs in, unless an operator made the account for somebody. */
async function startFirstSession(
  ctx: RequestContext,
  { draft }: WrittenObject,
): Promise<JsonObject | undefined> {
  if (mayWriteEverything(ctx)) return undefined;
  const session = await ctx.app.sessions.create(ctx, {
    userId: draft.objectId,
    createdWith: { action: 'signup', authProvider: 'password' },
    installationId: ctx.client.installationId,
  });
  return { sessionToken: session.sessionToken ?? null };
}

/** A new password ends every session, so that whoever knew the old one is out; the caller goes on with a new one. */
async function renewSessions(ctx: RequestContext, { draft }: WrittenObject): Promise<JsonObject | undefined> {
  if (!touches(draft, '_hashed_password') || !ctx.app.settings.revokeSessionOnPasswordReset) return undefined;
  await ctx.app.sessions.revokeAll(ctx, draft.objectId);
  if (ctx.auth.kind !== 'user') return undefined;
  const session = await ctx.app.sessions.create(ctx, {
    userId: draft.objectId,
    createdWith: { action: 'login', authProvider: 'password' },
    installationId: ctx.client.installationId,
  });
  return { sessionToken: session.sessionToken ?? null };
}

function explainError(error: StorageError): ParseError | undefined {
  if (error.kind !== 'duplicate-value') return undefined;
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

function isFilledText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
