import { protectionFor } from '../access/protected-fields.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { presentObject } from '../objects/present-object.js';
import { rowWithId } from '../objects/row-with-id.js';
import { systemSchema } from '../schema/system-classes.js';
import { forgetWritten } from '../stores/write-scope.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { JsonObject } from '../types/json.js';
import type { Where } from '../types/where.js';
import { LEGACY_TOKEN } from '../stores/legacy-session.js';
import { fieldOp, userIf, userSchema, usersWith } from '../auth/user-rows.js';
import { invalidLegacySession } from '../context/authenticate.js';
import type { UserAuth } from '../context/auth.js';

/** The caller's session, without the fields that the class hides from it. */
export async function currentSession(ctx: RequestContext): Promise<JsonObject> {
  const auth = requireSession(ctx);
  const schema = sessionSchema(ctx);
  const found = ctx.rows.find(schema, rowWithId(schema, auth.session.objectId), { limit: 1 });
  const [row] = await explainStorageErrors(undefined, found);
  if (!row) throw new ParseError(ErrorCode.InvalidSessionToken, 'Session token not found.');
  return presentObject(ctx, schema, row, await protectionFor(ctx, schema));
}

/**
 * Writes the caller's installation into its session, which devices without an SDK of their own ask for with
 * `PUT /sessions/me`. Another session of the same user on that installation ends.
 */
export async function bindSessionToInstallation(ctx: RequestContext): Promise<JsonObject> {
  const auth = requireSession(ctx);
  const { installationId } = ctx.client;
  const updatedAt = ctx.app.isoNow();
  if (installationId === undefined) return { updatedAt };
  const schema = sessionSchema(ctx);
  const saved = await explainStorageErrors(
    undefined,
    ctx.rows.update(schema, rowWithId(schema, auth.session.objectId), [
      { op: 'set', target: { field: 'installationId', path: [] }, value: installationId },
      { op: 'set', target: { field: 'updatedAt', path: [] }, value: updatedAt },
    ]),
  );
  if (!saved) throw new ParseError(ErrorCode.InvalidSessionToken, 'Session token not found.');
  await ctx.app.sessions.revokeOnDevice(ctx, { userId: auth.userId, installationId }, auth.sessionToken);
  await forgetWritten(ctx, () => ctx.app.sessions.forget(auth.sessionToken));
  return { updatedAt };
}

/**
 * A session for a token of the years before there were sessions, which is used up by it. Other sessions are revocable
 * already; they are answered as they are, so that clients that upgrade on every start keep working.
 */
export async function upgradeToRevocableSession(ctx: RequestContext): Promise<JsonObject> {
  if (ctx.auth.kind !== 'user') throw new ParseError(ErrorCode.ObjectNotFound, 'invalid session');
  return ctx.auth.isLegacy ? explainStorageErrors(undefined, upgrade(ctx, ctx.auth)) : currentSession(ctx);
}

/** Of racers one takes the token, and gives it back when it gets no session for it. */
async function upgrade(ctx: RequestContext, { userId, sessionToken }: UserAuth): Promise<JsonObject> {
  const holding = userIf(ctx, userId, usersWith(ctx, LEGACY_TOKEN, sessionToken));
  if (!(await storeLegacyToken(ctx, holding, undefined))) throw invalidLegacySession();
  try {
    const row = await ctx.app.sessions.create(ctx, {
      userId,
      createdWith: { action: 'upgrade' },
      installationId: ctx.client.installationId,
    });
    const schema = sessionSchema(ctx);
    return presentObject(ctx, schema, row, await protectionFor(ctx, schema));
  } catch (error) {
    await storeLegacyToken(ctx, userIf(ctx, userId, usersWith(ctx, LEGACY_TOKEN, null)), sessionToken);
    throw error;
  }
}

async function storeLegacyToken(
  ctx: RequestContext,
  where: Where,
  token: string | undefined,
): Promise<boolean> {
  const ops = [fieldOp(LEGACY_TOKEN, token)];
  return (await ctx.rows.update(userSchema(ctx), where, ops, { fields: [] })) !== null;
}

function requireSession(ctx: RequestContext): UserAuth {
  if (ctx.auth.kind === 'user') return ctx.auth;
  throw new ParseError(ErrorCode.InvalidSessionToken, 'Session token required.');
}

function sessionSchema(ctx: RequestContext): ClassSchema {
  const schema = ctx.app.schemas.get('_Session') ?? systemSchema('_Session');
  if (!schema) throw new TypeError('_Session is a system class');
  return schema;
}
