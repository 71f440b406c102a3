import { denied } from '../context/require-master.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { rowWithId } from '../objects/row-with-id.js';
import { andWhere } from '../query/walk-where.js';
import type { JsonObject } from '../types/json.js';
import { userSchema } from '../auth/user-rows.js';
import { presentUser } from './start-session.js';

/**
 * The logged-in user with its session token, whatever the class's permissions: everybody may know oneself. But for
 * those whose ACL does not let them: that is how an app locks somebody out.
 */
export async function currentUser(ctx: RequestContext): Promise<JsonObject> {
  if (ctx.auth.kind !== 'user') throw denied(ctx, 'Invalid session token', ErrorCode.InvalidSessionToken);
  const { userId, sessionToken } = ctx.auth;
  const schema = userSchema(ctx);
  const principals = await ctx.principals();
  const own = andWhere(rowWithId(schema, userId), { op: 'acl', access: 'read', principals });
  const found = ctx.rows.find(schema, own, { limit: 1 });
  const [user] = await explainStorageErrors(undefined, found);
  if (!user) throw denied(ctx, 'Invalid session token', ErrorCode.InvalidSessionToken);
  return { ...(await presentUser(ctx, user)), sessionToken };
}
