import type { Auth } from '../context/auth.js';
import type { RequestContext } from '../context/request-context.js';
import { resolveFieldPath } from '../query/field-path.js';
import { systemSchema } from '../schema/system-classes.js';
import type { StoredObject } from '../types/object.js';

const rows = new WeakMap<Auth, Promise<StoredObject | undefined>>();

/**
 * The row of the logged-in caller, as Cloud Code is told about it; undefined for everybody else. Read when it is
 * first asked for, once in a request. Without access check: it is the caller's own.
 */
export function callerRow(ctx: RequestContext): Promise<StoredObject | undefined> {
  const { auth } = ctx;
  if (auth.kind !== 'user') return Promise.resolve(undefined);
  const known = rows.get(auth) ?? readUser(ctx, auth.userId);
  rows.set(auth, known);
  return known;
}

async function readUser(ctx: RequestContext, userId: string): Promise<StoredObject | undefined> {
  const schema = ctx.app.schemas.get('_User') ?? systemSchema('_User');
  if (!schema) return undefined;
  const key = resolveFieldPath(schema, 'objectId');
  const [row] = await ctx.rows.find(schema, { op: 'equal', key, value: userId }, { limit: 1 });
  return row;
}
