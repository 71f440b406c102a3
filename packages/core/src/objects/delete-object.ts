import { authorize } from '../access/authorize.js';
import { restrict } from '../access/restrict.js';
import type { ClassRules } from '../classes/class-rules.js';
import { rulesFor } from '../classes/rules-for.js';
import { onCommit, type RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { andWhere } from '../query/walk-where.js';
import { dropRelationsOf } from '../stores/relation-store.js';
import { hasTrigger, runAfterTrigger, runObjectTrigger } from '../triggers/run-trigger.js';
import { objectTriggerRequest } from '../triggers/object-trigger-request.js';
import type { ObjectTriggerRequest } from '../triggers/trigger-types.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { StoredObject } from '../types/object.js';
import { classForWriting } from './class-for.js';
import { explainStorageErrors } from './explain-storage-error.js';
import { loadOriginal } from './load-original.js';
import { rowWithId } from './row-with-id.js';
import { triggerView } from './trigger-view.js';
import { EVERYTHING } from '../types/where.js';

/** Which object to delete. */
export interface DeleteInput {
  readonly className: string;
  readonly objectId: string;
}

/** Deletes one object as the caller; ObjectNotFound when there is none that the caller may write. */
export function deleteObject(ctx: RequestContext, input: DeleteInput): Promise<void> {
  const rules = rulesFor(input.className);
  return explainStorageErrors(rules, deleteOnce(ctx, rules, input));
}

async function deleteOnce(
  ctx: RequestContext,
  rules: ClassRules,
  { className, objectId }: DeleteInput,
): Promise<void> {
  rules.authorizeWrite?.(ctx, 'delete', objectId);
  const schema = classForWriting(ctx, className);
  const access = await authorize(ctx, schema, 'delete');
  const own = rules.rowsFor?.(ctx, schema) ?? EVERYTHING;
  const target = restrict(schema, andWhere(rowWithId(schema, objectId), own), access, 'write');

  const watched = ctx.app.events.watches(className);
  const wanted =
    watched ||
    rules.needsOriginal?.(ctx, { objectId, draft: undefined }) === true ||
    hasTrigger(ctx, 'beforeDelete', className) ||
    hasTrigger(ctx, 'afterDelete', className);
  const original = wanted
    ? await loadOriginal(ctx, { objectId, draft: undefined }, { schema, where: target })
    : undefined;
  if (original && hasTrigger(ctx, 'beforeDelete', className)) {
    await runObjectTrigger(await triggerRequest(ctx, 'beforeDelete', schema, original));
  }

  const removed = await ctx.rows.remove(schema, target);
  if (removed === 0) throw new ParseError(ErrorCode.ObjectNotFound, 'Object not found.');

  await dropRelationsOf(ctx, schema, objectId);
  await rules.afterDelete?.(ctx, objectId, original);
  if (!original) return;
  if (watched) {
    const event = { kind: 'delete', className, object: original, original: undefined } as const;
    await onCommit(ctx, () => ctx.app.events.publish({ ...event, permissions: schema.permissions }));
  }
  if (hasTrigger(ctx, 'afterDelete', className)) await runAfterDelete(ctx, schema, original);
}

/** Its failure is the client's answer, although the object is gone; after a transaction nobody waits, and it is logged. */
async function runAfterDelete(
  ctx: RequestContext,
  schema: ClassSchema,
  original: StoredObject,
): Promise<void> {
  if (!ctx.commitEffects) {
    await runObjectTrigger(await triggerRequest(ctx, 'afterDelete', schema, original));
    return;
  }
  await onCommit(ctx, async (committed) => {
    await runAfterTrigger(await triggerRequest(committed, 'afterDelete', schema, original));
  });
}

async function triggerRequest(
  ctx: RequestContext,
  kind: 'beforeDelete' | 'afterDelete',
  schema: ClassSchema,
  row: StoredObject,
): Promise<ObjectTriggerRequest> {
  const show = await triggerView(ctx, schema);
  return objectTriggerRequest(ctx, { kind, className: schema.className, object: () => show(row) });
}
