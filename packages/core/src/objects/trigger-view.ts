import { hideFields, protectionFor, type FieldProtection } from '../access/protected-fields.js';
import type { RequestContext } from '../context/request-context.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { StoredObject } from '../types/object.js';
import { presentObject } from './present-object.js';

/** Shows rows of a class to its triggers. */
export type TriggerView = (row: StoredObject, changed?: readonly string[]) => StoredObject;

/**
 * How triggers of this request see rows of the class: without internal columns, and without what is hidden from the
 * caller unless the app exempts triggers from that. Fields that the request itself changes are always shown.
 */
export async function triggerView(ctx: RequestContext, schema: ClassSchema): Promise<TriggerView> {
  const { protectedFieldsTriggerExempt } = ctx.app.settings;
  const protection = protectedFieldsTriggerExempt ? undefined : await protectionFor(ctx, schema);
  return (row, changed = []) => presentObject(ctx, schema, visible(protection, row, changed), undefined);
}

function visible(
  protection: FieldProtection | undefined,
  row: StoredObject,
  changed: readonly string[],
): StoredObject {
  const shown = hideFields(protection, row);
  if (shown === row) return row;
  const complete: StoredObject = Object.assign({}, shown);
  for (const field of changed) {
    const value = Object.hasOwn(row, field) ? row[field] : undefined;
    if (value !== undefined) complete[field] = value;
  }
  return complete;
}
