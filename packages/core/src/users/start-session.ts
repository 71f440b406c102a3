import { protectionFor } from '../access/protected-fields.js';
import { userSchema } from '../auth/user-rows.js';
import { asUser, type RequestContext } from '../context/request-context.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { presentObject } from '../objects/present-object.js';
import { objectTriggerRequest } from '../triggers/object-trigger-request.js';
import type { ObjectTriggerRequest } from '../triggers/trigger-types.js';
import type { JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';

/** Stores a session of the user and answers the user with its token. */
export async function startSession(
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

/** What a trigger about a user who wants to log in, or a new password, is told. */
export function userTrigger(
  ctx: RequestContext,
  kind: 'beforeLogin' | 'beforePasswordResetRequest',
  user: StoredObject,
): ObjectTriggerRequest {
  const object = () => presentObject(ctx, userSchema(ctx), user, undefined);
  return objectTriggerRequest(ctx, { kind, className: '_User', object });
}

/** What `afterLogin` is told: the user with the token of the session, by which it asks as that user. */
export function afterLoginTrigger(
  ctx: RequestContext,
  user: StoredObject,
  { sessionToken = null }: JsonObject,
): ObjectTriggerRequest {
  const object = () => ({ ...presentObject(ctx, userSchema(ctx), user, undefined), sessionToken });
  return objectTriggerRequest(ctx, { kind: 'afterLogin', className: '_User', object });
}
