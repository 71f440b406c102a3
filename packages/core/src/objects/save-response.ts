import { authorize } from '../access/authorize.js';
import { hideFields, protectionFor } from '../access/protected-fields.js';
import { aclGrants } from '../access/restrict.js';
import type { WriteDraft } from '../classes/write-draft.js';
import { mayReadEverything, type RequestContext } from '../context/request-context.js';
import { ParseError } from '../errors/parse-error.js';
import { isInternalField } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { JsonObject, MutableJsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';

/** Fields the server makes by itself and answers in its own way. */
const SERVER_MADE: ReadonlySet<string> = new Set(['objectId', 'createdAt', 'updatedAt', 'ACL']);

/**
 * The fields whose value after the save the client cannot know: those it changed by an operation, and those that
 * a trigger, a default or a rule changed.
 */
export function changedFields(received: WriteDraft, draft: WriteDraft): readonly string[] {
  const sent = new Set(received.ops);
  const fields = new Set<string>();
  for (const op of draft.ops) {
    const { field } = op.target;
    if (SERVER_MADE.has(field) || isInternalField(field)) continue;
    const computed = op.op !== 'set' && op.op !== 'unset';
    if (computed || !sent.has(op)) fields.add(field);
  }
  return Array.from(fields);
}

/** The values of those fields in the saved row. */
export function saveResponse(received: WriteDraft, draft: WriteDraft, saved: StoredObject): JsonObject {
  const response: MutableJsonObject = {};
  for (const field of changedFields(received, draft)) {
    const value = Object.hasOwn(saved, field) ? saved[field] : undefined;
    if (value !== undefined) response[field] = value;
  }
  return response;
}

/** The same for a new row, where a field that no operation names got its default. */
export function newObjectResponse(received: WriteDraft, draft: WriteDraft, row: StoredObject): JsonObject {
  const response: MutableJsonObject = { ...saveResponse(received, draft, row) };
  for (const field of Object.keys(row)) {
    const isDefault = !SERVER_MADE.has(field) && !draft.ops.some((op) => op.target.field === field);
    const value = row[field];
    if (isDefault && value !== undefined) response[field] = value;
  }
  return response;
}

/**
 * The response of an update, unless the caller may write the object but not read it: values in the store, and not only those it
 * sent, would otherwise reach it by way of an Increment of nothing.
 */
export async function readableResponse(
  ctx: RequestContext,
  schema: ClassSchema,
  saved: StoredObject,
  response: JsonObject,
): Promise<JsonObject> {
  if (mayReadEverything(ctx) || Object.keys(response).length === 0) return response;
  if (!(await mayGet(ctx, schema, saved))) return {};
  if (ctx.app.settings.protectedFieldsSaveResponseExempt) return response;
  const protection = await protectionFor(ctx, schema);
  const { objectId: _objectId, ...visible } = hideFields(protection, {
    ...response,
    objectId: saved.objectId,
  });
  return visible;
}

async function mayGet(ctx: RequestContext, schema: ClassSchema, saved: StoredObject): Promise<boolean> {
  try {
    return aclGrants(saved.ACL, await authorize(ctx, schema, 'get'), 'read');
  } catch (error) {
    if (ParseError.isInstance(error)) return false;
    throw error;
  }
}
