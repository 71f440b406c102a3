import { authorize, authorizeByPermissions } from '../access/authorize.js';
import { restrict } from '../access/restrict.js';
import { mayWriteEverything, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { resolveFieldPath } from '../query/field-path.js';
import { matches } from '../query/matches.js';
import { andWhere } from '../query/walk-where.js';
import { derivedObjectId } from '../schema/derived-id.js';
import { schemaMismatch } from '../schema/schema-mismatch.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { EVERYTHING, type Where } from '../types/where.js';
import type { ClassRules } from './class-rules.js';
import { planMerge, type DeviceClaim, type ObsoleteRows } from './installation-merge.js';
import { opOn, touches, valueOf, withOp, withValue, type WriteDraft } from './write-draft.js';

/** What the server does around `_Installation`: a device keeps one row, whichever way it tells who it is. */
export const installationRules: ClassRules = {
  searchesIds: true,
  existingRow: rowOfDevice,
  rowToUpdate: rowOfNamedDevice,
  beforeTriggers: (ctx, draft) => withIdOfDevice(ctx, withCanonicalIds(draft)),
};

/** For a create: the request's own installation id counts when the body has none. */
async function rowOfDevice(ctx: RequestContext, draft: WriteDraft): Promise<string | undefined> {
  const body = readClaim(draft);
  const requestId = ctx.client.installationId?.toLowerCase();
  // The master key writes rows of other devices than the one it is used from.
  const lookupId = body.installationId ?? (mayWriteEverything(ctx) ? undefined : requestId);
  const claim = { ...body, lookupId };
  if (!claim.installationId && !claim.deviceToken && !requestId) {
    throw new ParseError(
      ErrorCode.MissingRequiredField,
      'at least one ID field (deviceToken, installationId) must be specified in this operation',
    );
  }
  const schema = installationSchema(ctx);
  return settle(ctx, schema, claim, await candidates(ctx, schema, claim));
}

/**
 * For an update: whatever device it comes from, it is about the row it names, unless the body gives the id or the
 * token of another one.
 */
async function rowOfNamedDevice(ctx: RequestContext, draft: WriteDraft): Promise<string | undefined> {
  if (!IDENTITY.some((field) => touches(draft, field))) return undefined;
  const body = readClaim(draft);
  const claim = { ...body, objectId: draft.objectId, lookupId: body.installationId, hasDeviceType: true };
  const schema = installationSchema(ctx);
  const rows = await candidates(ctx, schema, claim);
  const named = rows.find((row) => row.objectId === draft.objectId);
  // Of a row the caller may not write, not even the refusals below may tell anything.
  if (!named || !(await mayWrite(ctx, schema, named))) {
    throw new ParseError(ErrorCode.ObjectNotFound, 'Object not found for update.');
  }
  assertSameDevice(named, draft, claim);
  return settle(ctx, schema, claim, rows);
}

const IDENTITY = ['installationId', 'deviceToken', 'deviceType'] as const;

/** Bodies that could be mistaken for a search are refused here, before anything is looked up. */
function readClaim(draft: WriteDraft): DeviceClaim {
  const installationId = text(draft, 'installationId')?.toLowerCase();
  const deviceToken = text(draft, 'deviceToken');
  return {
    objectId: undefined,
    installationId,
    lookupId: installationId,
    deviceToken: deviceToken && canonicalToken(deviceToken),
    appIdentifier: text(draft, 'appIdentifier'),
    hasDeviceType: text(draft, 'deviceType') !== undefined,
  };
}

/** A non-empty text that the write sets; undefined for none, null and the empty text. */
function text(draft: WriteDraft, field: string): string | undefined {
  const value = valueOf(draft, field);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw schemaMismatch(
    `${draft.className}.${field}`,
    { type: 'String' },
    draft.fields.get(field) ?? { type: 'Object' },
  );
}

/** A device token of Apple's is 32 bytes in hexadecimal digits, of either case. */
function canonicalToken(token: string): string {
  return token.length === 64 ? token.toLowerCase() : token;
}

function withCanonicalIds(draft: WriteDraft): WriteDraft {
  const { installationId, deviceToken } = readClaim(draft);
  const withToken = withText(draft, 'deviceToken', deviceToken);
  // An empty id is none: as a value it would be the same device's id in every row that has it.
  if (installationId === undefined && valueOf(draft, 'installationId') !== undefined) {
    return withOp(withToken, { op: 'unset', target: { field: 'installationId', path: [] } });
  }
  return withText(withToken, 'installationId', installationId);
}

/**
 * A new row that is known by its device token only has the objectId that stands for the token: of racers, one
 * inserts, the others find its row. No unique index can say this, since apps may share a token. Rows whose device
 * has told its installation id are kept apart by that id's unique index.
 */
async function withIdOfDevice(ctx: RequestContext, draft: WriteDraft): Promise<WriteDraft> {
  const { installationId, deviceToken } = readClaim(draft);
  const isOther = !draft.isNew || installationId !== undefined || deviceToken === undefined;
  if (isOther || touches(draft, 'objectId')) return draft;
  const objectId = derivedObjectId(deviceToken, ctx.app.settings.objectIdSize);
  const schema = installationSchema(ctx);
  const isTaken = await ctx.rows.count(schema, rowWithObjectId(schema, objectId));
  // Taken by a row whose device has another token by now.
  return isTaken > 0 ? draft : { ...draft, objectId };
}

function rowWithObjectId(schema: ClassSchema, objectId: string): Where {
  return { op: 'equal', key: resolveFieldPath(schema, 'objectId'), value: objectId };
}

function withText(draft: WriteDraft, field: string, value: string | undefined): WriteDraft {
  return value === undefined || valueOf(draft, field) === value ? draft : withValue(draft, field, value);
}

function assertSameDevice(named: StoredObject, draft: WriteDraft, claim: DeviceClaim): void {
  if (changes(draft, 'installationId', named, claim.installationId)) throw immutable('installationId');
  const knownById = claim.installationId !== undefined || Boolean(named.installationId);
  if (!knownById && changes(draft, 'deviceToken', named, claim.deviceToken)) throw immutable('deviceToken');
  if (changes(draft, 'deviceType', named, valueOf(draft, 'deviceType'))) throw immutable('deviceType');
}

/** Whether the write gives another value to a field that has one; emptying it with null is let through. */
function changes(draft: WriteDraft, field: string, named: StoredObject, value: Json | undefined): boolean {
  if (!named[field] || !touches(draft, field)) return false;
  if (opOn(draft, field)?.op === 'unset') return true;
  return Boolean(value) && value !== named[field];
}

function immutable(field: string): ParseError {
  return new ParseError(ErrorCode.ChangedImmutableField, `${field} may not be changed in this operation`);
}

/** Every row the claim may be about, in one read. */
async function candidates(
  ctx: RequestContext,
  schema: ClassSchema,
  claim: DeviceClaim,
): Promise<readonly StoredObject[]> {
  const nodes = [
    equal(schema, 'objectId', claim.objectId),
    equal(schema, 'installationId', claim.lookupId),
    equal(schema, 'deviceToken', claim.deviceToken),
  ].flatMap((node) => node ?? []);
  return nodes.length > 0 ? ctx.rows.find(schema, { op: 'or', nodes }, {}) : [];
}

/**
 * Carries the plan out and returns the row to write to. Obsolete rows go first, so that no push is sent twice,
 * but only when the caller may write the row that stays.
 */
async function settle(
  ctx: RequestContext,
  schema: ClassSchema,
  claim: DeviceClaim,
  rows: readonly StoredObject[],
): Promise<string | undefined> {
  const { duplicateDeviceTokenMergePriority: priority } = ctx.app.settings.installation;
  const { target, obsolete } = planMerge(claim, rows, priority);
  if (obsolete && (!target || (await mayWrite(ctx, schema, target)))) await retire(ctx, schema, obsolete);
  return target?.objectId;
}

async function mayWrite(ctx: RequestContext, schema: ClassSchema, row: StoredObject): Promise<boolean> {
  const access = await authorize(ctx, schema, 'update');
  return matches(row, restrict(schema, EVERYTHING, access, 'write'));
}

/** Removes the rows, or takes from them what is no longer theirs; those that have changed meanwhile are left alone. */
async function retire(ctx: RequestContext, schema: ClassSchema, obsolete: ObsoleteRows): Promise<void> {
  const { objectIds, field, value } = obsolete;
  const isDelete = ctx.app.settings.installation.duplicateDeviceTokenAction === 'delete';
  const stale: Where = andWhere(
    { op: 'in', key: resolveFieldPath(schema, 'objectId'), values: objectIds },
    { op: 'equal', key: resolveFieldPath(schema, field), value },
  );
  const where = await withinRights(ctx, schema, stale, isDelete ? 'delete' : 'update');
  if (!where) return;
  if (isDelete) await ctx.rows.remove(schema, where);
  else await ctx.rows.updateMany(schema, where, [{ op: 'unset', target: { field, path: [] } }]);
}

/** The rows the caller itself may change, where the operator wants that asked; undefined when there can be none. */
async function withinRights(
  ctx: RequestContext,
  schema: ClassSchema,
  where: Where,
  action: 'delete' | 'update',
): Promise<Where | undefined> {
  const { duplicateDeviceTokenActionEnforceAuth: enforced } = ctx.app.settings.installation;
  if (!enforced || mayWriteEverything(ctx)) return where;
  try {
    // Clients delete no installations; what counts here is whether the class lets them delete at all.
    return restrict(schema, where, await authorizeByPermissions(ctx, schema, action), 'write');
  } catch (error) {
    if (ParseError.isInstance(error)) return undefined;
    throw error;
  }
}

function equal(schema: ClassSchema, field: string, value: string | undefined): Where | undefined {
  return value === undefined ? undefined : { op: 'equal', key: resolveFieldPath(schema, field), value };
}

function installationSchema(ctx: RequestContext): ClassSchema {
  const schema = ctx.app.schemas.get('_Installation');
  if (!schema) throw new TypeError('_Installation is a system class');
  return schema;
}
