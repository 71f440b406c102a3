import { authorize } from '../access/authorize.js';
import { defaultAcl } from '../access/default-acl.js';
import type { WriteDraft } from '../classes/write-draft.js';
import { userIdOf, type RequestContext } from '../context/request-context.js';
import { changeSchema } from '../context/schema-change-needed.js';
import { StorageError } from '../errors/storage-error.js';
import { applyOps } from '../ops/apply-ops.js';
import { admitWrite } from '../schema/admit-write.js';
import { applyDefaults, assertRequired } from '../schema/required-fields.js';
import type { ClassSchema, FieldSchema } from '../types/class-schema.js';
import type { StoredObject } from '../types/object.js';

/** The row of a new object: the draft's fields, the class's defaults and default ACL. Required fields are there. */
export function newRow(ctx: RequestContext, schema: ClassSchema, draft: WriteDraft): StoredObject {
  const empty: StoredObject = { objectId: draft.objectId, createdAt: draft.time, updatedAt: draft.time };
  const row = applyDefaults(schema, applyOps(empty, draft.ops, { inserting: true }));
  const acl = Object.hasOwn(row, 'ACL') ? undefined : defaultAcl(schema.permissions, userIdOf(ctx));
  const complete = acl ? Object.assign({}, row, { ACL: acl }) : row;
  assertRequired(schema, complete);
  return complete;
}

/**
 * Checks the draft against the columns of its class and creates the class and columns it needs, if the caller may
 * add fields. Returns the class as it is then. Nearly every write needs nothing and does no I/O here. `assertTarget`
 * runs before a class is changed: a write that is about to fail leaves no column behind.
 */
export async function admitDraft(
  ctx: RequestContext,
  schema: ClassSchema,
  draft: WriteDraft,
  assertTarget?: () => Promise<unknown>,
): Promise<ClassSchema> {
  const { newFields } = admitWrite(schema, draft);
  const isCreated = ctx.app.schemas.has(schema.className);
  if (isCreated && Object.keys(newFields).length === 0) return schema;
  if (isCreated) await authorize(ctx, schema, 'addField');
  await assertTarget?.();
  if (Object.keys(newFields).length === 0) return createClass(ctx, schema);
  return changeSchema(ctx, () => addColumns(ctx, schema, draft, newFields));
}

function createClass(ctx: RequestContext, schema: ClassSchema): Promise<ClassSchema> {
  return changeSchema(ctx, () => ctx.app.schemas.ensure(schema));
}

/** Another writer may add the same column with another type at the same time: then this write does not fit. */
async function addColumns(
  ctx: RequestContext,
  schema: ClassSchema,
  draft: WriteDraft,
  newFields: Readonly<Record<string, FieldSchema>>,
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
