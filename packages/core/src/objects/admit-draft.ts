import { authorize, authorizeForNew, type Access } from '../access/authorize.js';
import { defaultAcl } from '../access/default-acl.js';
import { touches, type WriteDraft } from '../classes/write-draft.js';
import { userIdOf, type RequestContext } from '../context/request-context.js';
import { changeSchema } from '../context/schema-change-needed.js';
import { StorageError } from '../errors/storage-error.js';
import { applyOps } from '../ops/apply-ops.js';
import { admitWrite } from '../schema/admit-write.js';
import { applyDefaults, assertRequired } from '../schema/required-fields.js';
import type { ClassSchema, FieldSchema } from '../types/class-schema.js';
import type { StoredObject } from '../types/object.js';
import { rowWithId } from './row-with-id.js';

/** A new object that fits its class. */
export interface AdmittedObject {
  /** The class as it is then. */
  readonly schema: ClassSchema;
  /** The row: the draft's fields, the class's defaults and default ACL. */
  readonly object: StoredObject;
}

/**
 * Checks a new object against the columns of its class and for the fields it requires; then creates the class and
 * columns it needs, if the caller may add fields.
 */
export async function admitNew(
  ctx: RequestContext,
  schema: ClassSchema,
  draft: WriteDraft,
): Promise<AdmittedObject> {
  const { newFields } = admitWrite(schema, draft);
  const object = newRow(ctx, schema, draft);
  if (isFitting(ctx, schema, newFields)) return { schema, object };
  if (ctx.app.schemas.has(schema.className)) {
    await authorizeForNew(ctx, schema, 'addField');
    await assertFree(ctx, schema, draft);
  }
  return { schema: await changeClass(ctx, schema, draft, newFields), object };
}

/** A draft that fits its class. */
export interface AdmittedDraft {
  /** The class as it is then. */
  readonly schema: ClassSchema;
  /** By what right fields were added; undefined when none had to be. It may hold for some objects alone. */
  readonly adding: Access | undefined;
}

/**
 * Checks a draft for an object that is there against the columns of its class and creates the class and columns it
 * needs, if the caller may add fields. Nearly every write needs nothing and does no I/O here. `assertTarget` runs
 * before a class is changed: a write that is about to fail leaves no column behind.
 */
export async function admitDraft(
  ctx: RequestContext,
  schema: ClassSchema,
  draft: WriteDraft,
  assertTarget: (adding: Access | undefined) => Promise<unknown>,
): Promise<AdmittedDraft> {
  const { newFields } = admitWrite(schema, draft);
  if (isFitting(ctx, schema, newFields)) return { schema, adding: undefined };
  const isCreated = ctx.app.schemas.has(schema.className);
  const adding = isCreated ? await authorize(ctx, schema, 'addField') : undefined;
  await assertTarget(adding);
  return { schema: await changeClass(ctx, schema, draft, newFields), adding };
}

function newRow(ctx: RequestContext, schema: ClassSchema, draft: WriteDraft): StoredObject {
  const empty: StoredObject = { objectId: draft.objectId, createdAt: draft.time, updatedAt: draft.time };
  const row = applyDefaults(schema, applyOps(empty, draft.ops, { inserting: true }));
  const acl = Object.hasOwn(row, 'ACL') ? undefined : defaultAcl(schema.permissions, userIdOf(ctx));
  const complete = acl ? Object.assign({}, row, { ACL: acl }) : row;
  assertRequired(schema, complete);
  return complete;
}

type NewFields = Readonly<Record<string, FieldSchema>>;

function isFitting(ctx: RequestContext, schema: ClassSchema, newFields: NewFields): boolean {
  return ctx.app.schemas.has(schema.className) && Object.keys(newFields).length === 0;
}

/** The insert says it, too, of an id that the client chose; asked first, a refusal leaves no column behind. */
async function assertFree(ctx: RequestContext, schema: ClassSchema, draft: WriteDraft): Promise<void> {
  if (!touches(draft, 'objectId')) return;
  const [taken] = await ctx.rows.find(schema, rowWithId(schema, draft.objectId), { limit: 1 });
  if (taken) throw new StorageError('duplicate-value', 'the id is taken', { fields: ['objectId'] });
}

async function changeClass(
  ctx: RequestContext,
  schema: ClassSchema,
  draft: WriteDraft,
  newFields: NewFields,
): Promise<ClassSchema> {
  return Object.keys(newFields).length === 0
    ? createClass(ctx, schema)
    : changeSchema(ctx, () => addColumns(ctx, schema, draft, newFields));
}

function createClass(ctx: RequestContext, schema: ClassSchema): Promise<ClassSchema> {
  return changeSchema(ctx, () => ctx.app.schemas.ensure(schema));
}

/** Another writer may add the same column with another type at the same time: then this write does not fit. */
async function addColumns(
  ctx: RequestContext,
  schema: ClassSchema,
  draft: WriteDraft,
  newFields: NewFields,
): Promise<ClassSchema> {
  const { schemas } = ctx.app;
  try {
    const wanted = { ...schema, fields: { ...schema.fields, ...newFields } };
    if (!schemas.has(schema.className)) return await schemas.ensure(wanted);
    return await schemas.change(schema.className, { addFields: newFields });
  } catch (error) {
    if (!StorageError.isInstance(error) || error.kind !== 'field-conflict') throw error;
    await schemas.reload();
    admitWrite(schemas.get(schema.className) ?? schema, draft);
    throw error;
  }
}
