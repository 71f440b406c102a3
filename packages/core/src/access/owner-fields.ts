import type { RequestContext } from '../context/request-context.js';
import type { ClassSchema } from '../types/class-schema.js';
import { ownerRuleFields } from './protected-fields.js';

/** The columns whose values decide what of a row a caller may see: they name its owners. */
export function ownerFields(ctx: RequestContext, schema: ClassSchema): readonly string[] {
  const { get, readUserFields } = schema.permissions;
  return [...(get?.pointerFields ?? []), ...(readUserFields ?? []), ...ownerRuleFields(ctx, schema)];
}
