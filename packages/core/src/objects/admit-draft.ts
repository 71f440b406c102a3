import { authorize, authorizeForNew, type Access } from '../access/authorize.js';
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

/** A draft that fits its class. */
export interface AdmittedDraft {
  /** The class as it is then. */
  readonly schema: ClassSchema;
  /** By what right fields were added; undefined when none had to be. It may hold for some objects alone. */
  readonly adding: Access | undefined;
}

/**
 * Checks the draft against the columns of its class and creates the class and columns it needs, if the caller may
 * add fields. Nearly every write needs nothing and does no I/O here. `assertTarget` is given for an object that is
 * there, and runs before a class is changed: a write that is about to fail leaves no column behind.
 */
export async function admitDraft(
  ctx: RequestContext,
  schema: ClassSchema,
  draft: WriteDraft,
  assertTarget?: (adding: Access | undefined) => Promise<unknown>,
): Promise<AdmittedDraft> {
  const { newFields } = admitWrite(schema, draft);
  const isCreated = ctx.app.schemas.has(schema.className);
  if (isCreated && Object.keys(newFields).length === 0) return { schema, adding: undefined };
  const authorizeTo = assertTarget ? authorize : authorizeForNew;
  const adding = isCreated ? await authorizeTo(ctx, schema, 'addField') : undefined;
  await assertTarget?.(adding);
  const changed =
    Object.keys(newFields).length === 0
      ? await createClass(ctx, schema)
      : await changeSchema(ctx, () => addColumns(ctx, schema, draft, newFields));
  return { schema: changed, adding };
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
