import { asUser, mayWriteEverything, type RequestContext } from '../context/request-context.js';
import { denied } from '../context/require-master.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { presentObject } from '../objects/present-object.js';
import { protectionFor } from '../access/protected-fields.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { rowWithId } from '../objects/row-with-id.js';
import { objectTriggerRequest } from '../triggers/object-trigger-request.js';
import { runAfterTrigger, runObjectTrigger } from '../triggers/run-trigger.js';
import { textOf, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { assertStillProved, checkPassword, userSchema, type PasswordCredentials } from './check-password.js';

/**
 * Logs in with a password and answers the user with the token of a new session. A password that is changed at the
 * same time ends it like those before.
 */
export async function logIn(ctx: RequestContext, credentials: PasswordCredentials): Promise<JsonObject> {
  const user = await explainStorageErrors(undefined, checkPassword(ctx, credentials));
  await runObjectTrigger(logInTrigger(ctx, 'beforeLogin', user));
  const answer = await startSession(ctx, user, { action: 'login', authProvider: 'password' });
  try {
    await explainStorageErrors(undefined, assertStillProved(ctx, user, credentials));
  } catch (error) {
    await explainStorageErrors(undefined, ctx.app.sessions.revoke(ctx, textOf(answer.sessionToken)));
    throw error;
  }
  await runAfterTrigger(logInTrigger(ctx, 'afterLogin', user));
  return answer;
}

/** The user whose password it is, without logging in. */
export async function verifyPassword(
  ctx: RequestContext,
  credentials: PasswordCredentials,
): Promise<JsonObject> {
  const user = await explainStorageErrors(undefined, checkPassword(ctx, credentials));
  return presentUser(ctx, user);
}

/** Logs in as any user, for the master key; no log-in triggers run. */
export async function logInAs(
  ctx: RequestContext,
  { userId }: { readonly userId?: Json },
): Promise<JsonObject> {
  if (ctx.auth.kind === 'read-only-master') {
    throw denied(ctx, "read-only masterKey isn't allowed to login as another user.");
  }
  if (!mayWriteEverything(ctx)) throw denied(ctx, 'master key is required');
  if (typeof userId !== 'string' || userId === '') {
    throw new ParseError(ErrorCode.InvalidValue, 'userId must not be empty, null, or undefined');
  }
  const schema = userSchema(ctx);
  const found = ctx.rows.find(schema, rowWithId(schema, userId), { limit: 1 });
  const [user] = await explainStorageErrors(undefined, found);
  if (!user) throw new ParseError(ErrorCode.ObjectNotFound, 'user not found');
  return startSession(ctx, user, { action: 'login', authProvider: 'masterkey' });
}

async function startSession(
  ctx: RequestContext,
  user: StoredObject,
  createdWith: JsonObject,
): Promise<JsonObject> {
  const session = await explainStorageErrors(
    undefined,
    ctx.app.sessions.create(ctx, {
      userId: user.objectId,
      createdWith,
      installationId: ctx.client.installationId,
    }),
  );
  return { ...(await presentUser(ctx, user)), sessionToken: session.sessionToken ?? null };
}

/** A user as it sees itself. */
export async function presentUser(ctx: RequestContext, user: StoredObject): Promise<JsonObject> {
  const schema = userSchema(ctx);
  const self = asUser(ctx, user.objectId);
  return presentObject(self, schema, user, await protectionFor(self, schema));
}

/** To those triggers the user is who has just proved to be it. */
function logInTrigger(ctx: RequestContext, kind: 'beforeLogin' | 'afterLogin', user: StoredObject) {
  const object = () => presentObject(ctx, userSchema(ctx), user, undefined);
  return objectTriggerRequest(ctx, { kind, className: '_User', object });
}
