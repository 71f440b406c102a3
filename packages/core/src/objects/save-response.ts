import { authorize, type Access } from '../access/authorize.js';
import { hideFields, protectionFor } from '../access/protected-fields.js';
import { restrict } from '../access/restrict.js';
import { rulesFor } from '../classes/rules-for.js';
import { touches, type WriteDraft } from '../classes/write-draft.js';
import type { App } from '../context/app.js';
import { mayReadEverything, type RequestContext } from '../context/request-context.js';
import { whenKnown, type Awaitable } from '../context/when-known.js';
import { ParseError } from '../errors/parse-error.js';
import { withFileUrl } from '../files/file-url.js';
import { matches } from '../query/matches.js';
import { isInternalField } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { JsonObject, MutableJsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { EVERYTHING } from '../types/where.js';

/** Fields the server makes by itself and answers in its own way. */
const SERVER_MADE: ReadonlySet<string> = new Set(['objectId', 'createdAt', 'updatedAt', 'ACL']);

/**
 * The fields whose value after the save the client cannot know: those it changed by an operation, and those that
 * a trigger, a default or a rule changed.
 */
export function changedFields(received: WriteDraft, draft: WriteDraft): readonly string[] {
  const sent = received.ops === draft.ops ? undefined : new Set(received.ops);
  const fields: string[] = [];
  const { unanswered } = rulesFor(draft.className);
  for (const op of draft.ops) {
    const { field } = op.target;
    const ownAnswer = SERVER_MADE.has(field) && !(field === 'ACL' && draft.triggered?.includes(field));
    if (ownAnswer || isInternalField(field) || unanswered?.has(field)) continue;
    const computed = op.op !== 'set' && op.op !== 'unset';
    if ((computed || sent?.has(op) === false) && !fields.includes(field)) fields.push(field);
  }
  return fields;
}

/**
 * The values of those fields in the saved row, files with their addresses; what a trigger took away, as a `Delete`, but
 * for an ACL, in whose place the SDK reads nothing but an ACL.
 */
export function saveResponse(
  app: App,
  received: WriteDraft,
  draft: WriteDraft,
  saved: StoredObject,
): JsonObject {
  const response: MutableJsonObject = {};
  for (const field of changedFields(received, draft)) {
    const value = withFileUrl(app, Object.hasOwn(saved, field) ? saved[field] : undefined);
    if (value !== undefined) response[field] = value;
    else if (field !== 'ACL' && draft.triggered?.includes(field)) response[field] = DELETED;
  }
  for (const field of takenBack(received, draft)) response[field] = DELETED;
  return response;
}

const DELETED: JsonObject = { __op: 'Delete' };

/**
 * What the client set and a trigger took away before the class had such a field: nothing is left to be written. An ACL is
 * not told of, see above.
 */
function takenBack(received: WriteDraft, draft: WriteDraft): readonly string[] {
  const { triggered } = draft;
  if (!triggered) return [];
  const sent = received.ops.map(({ target }) => target.field);
  return sent.filter((field) => field !== 'ACL' && triggered.includes(field) && !touches(draft, field));
}

/** The same for a new row, where a field that no operation names got its default, the ACL that of its class. */
export function newObjectResponse(
  app: App,
  received: WriteDraft,
  draft: WriteDraft,
  row: StoredObject,
): JsonObject {
  const response: MutableJsonObject = { ...saveResponse(app, received, draft, row) };
  for (const field of Object.keys(row)) {
    const isMade = field !== 'ACL' && SERVER_MADE.has(field);
    const isDefault = !isMade && !draft.ops.some((op) => op.target.field === field);
    const value = withFileUrl(app, row[field]);
    if (isDefault && value !== undefined) response[field] = value;
  }
  return response;
}

/**
 * The response of an update, unless the caller may write the object but not read it: values in the store, and not
 * only those it sent, would otherwise reach it by way of an Increment of nothing.
 */
export function readableResponse(
  ctx: RequestContext,
  schema: ClassSchema,
  saved: StoredObject,
  response: JsonObject,
): Awaitable<JsonObject> {
  if (mayReadEverything(ctx) || Object.keys(response).length === 0) return response;
  return whenKnown(mayGet(ctx, schema, saved), (isReadable) =>
    isReadable ? unprotectedResponse(ctx, schema, saved, response) : {},
  );
}

/** The response without the fields of the saved row that are hidden from the caller, where the app hides them here. */
export function unprotectedResponse(
  ctx: RequestContext,
  schema: ClassSchema,
  saved: StoredObject,
  response: JsonObject,
): Awaitable<JsonObject> {
  if (ctx.app.settings.protectedFieldsSaveResponseExempt) return response;
  return whenKnown(protectionFor(ctx, schema), (protection) => {
    const visible = hideFields(protection, saved);
    return Object.fromEntries(Object.entries(response).filter(([field]) => Object.hasOwn(visible, field)));
  });
}

function mayGet(ctx: RequestContext, schema: ClassSchema, saved: StoredObject): Awaitable<boolean> {
  const reaches = (access: Access) => matches(saved, restrict(schema, EVERYTHING, access, 'read'));
  try {
    const access = authorize(ctx, schema, 'get');
    return access instanceof Promise ? access.then(reaches, refuses) : reaches(access);
  } catch (error) {
    return refuses(error);
  }
}

/** False for what a caller may not do; every other failure goes on. */
function refuses(error: unknown): false {
  if (ParseError.isInstance(error)) return false;
  throw error;
}
