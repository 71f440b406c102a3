import type { RequestContext } from '../context/request-context.js';
import { resolveFieldPath } from '../query/field-path.js';
import { systemSchema } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { FieldOp } from '../types/field-op.js';
import type { Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';

/** The schema of `_User`. */
export function userSchema(ctx: RequestContext): ClassSchema {
  const schema = ctx.app.schemas.get('_User') ?? systemSchema('_User');
  if (!schema) throw new TypeError('_User is a system class');
  return schema;
}

/** Users with that value in the field, or in a place inside of it: `authData.google.id`. */
export function usersWith(ctx: RequestContext, field: string, value: Json): Where {
  return { op: 'equal', key: resolveFieldPath(userSchema(ctx), field), value };
}

/** An address as this app stores it; empty for none, which is nobody's. */
export function emailAsStored({ app }: RequestContext, email: string | undefined): string {
  return (app.settings.convertEmailToLowercase ? email?.toLowerCase() : email) ?? '';
}

/** The user of that id, if further conditions hold: the guard of a compare-and-set. */
export function userIf(ctx: RequestContext, objectId: string, ...conditions: readonly Where[]): Where {
  return { op: 'and', nodes: [usersWith(ctx, 'objectId', objectId), ...conditions] };
}

/** The user as long as mails reach them where they did when the row was read. */
export function userIfReached(
  ctx: RequestContext,
  user: StoredObject,
  ...conditions: readonly Where[]
): Where {
  const byEmail = usersWith(ctx, 'email', user.email ?? null);
  const byName = usersWith(ctx, 'username', user.username ?? null);
  return userIf(ctx, user.objectId, byEmail, ...(user.email ? [] : [byName]), ...conditions);
}

/** Sets a field, or takes it away where the value is undefined. */
export function fieldOp(field: string, value: Json | undefined): FieldOp {
  const target = { field, path: [] };
  return value === undefined ? { op: 'unset', target } : { op: 'set', target, value };
}
