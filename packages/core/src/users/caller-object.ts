import type { RequestContext } from '../context/request-context.js';
import { presentObject } from '../objects/present-object.js';
import { callerRow } from '../triggers/caller-row.js';
import type { JsonObject } from '../types/json.js';
import { userSchema } from '../auth/user-rows.js';

/**
 * The logged-in caller with its session token, as Cloud Code is told about it: whole but for internal columns.
 * Undefined for callers that are nobody's. Read once in a request.
 */
export async function callerObject(ctx: RequestContext): Promise<JsonObject | undefined> {
  const row = ctx.auth.kind === 'user' ? await callerRow(ctx) : undefined;
  if (!row || ctx.auth.kind !== 'user') return undefined;
  const user = presentObject(ctx, userSchema(ctx), row, undefined);
  return { ...user, sessionToken: ctx.auth.sessionToken };
}
