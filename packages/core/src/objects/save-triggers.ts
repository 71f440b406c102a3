import type { WriteDraft } from '../classes/write-draft.js';
import { onCommit, type RequestContext } from '../context/request-context.js';
import { applyOps } from '../ops/apply-ops.js';
import { hasTrigger, runAfterTrigger, runObjectTrigger } from '../triggers/run-trigger.js';
import { objectTriggerRequest } from '../triggers/object-trigger-request.js';
import type { ObjectTriggerRequest, TriggerOutcome } from '../triggers/trigger-types.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { mergeChanges, withoutFields } from './start-draft.js';
import { triggerView } from './trigger-view.js';

/** A save with the row after and before it. */
export interface CompletedSave {
  readonly draft: WriteDraft;
  readonly saved: StoredObject;
  readonly original: StoredObject | undefined;
}

/** Runs beforeSave, if there is one, and returns the draft with its changes. */
export async function runBeforeSave(
  ctx: RequestContext,
  schema: ClassSchema,
  draft: WriteDraft,
  original: StoredObject | undefined,
): Promise<WriteDraft> {
  if (!hasTrigger(ctx, 'beforeSave', draft.className)) return draft;
  const saved = () =>
    applyOps(original ?? { objectId: draft.objectId }, draft.ops, { inserting: draft.isNew });
  const request = await saveRequest(ctx, schema, 'beforeSave', { draft, saved, original });
  const { changes, leftAlone = [] } = (await runObjectTrigger(request)) ?? {};
  const left = leftAlone.length > 0 ? withoutFields(draft, leftAlone) : draft;
  return changes ? mergeChanges(ctx, schema, left, changes) : left;
}

/**
 * Runs afterSave, if there is one; its failure is logged. Returns what it wants of the response. In a transaction
 * it runs after the commit, so that nobody is told of a save that is undone or done again, and replaces nothing.
 */
async function runAfterSave(
  ctx: RequestContext,
  schema: ClassSchema,
  save: CompletedSave,
): Promise<TriggerOutcome | undefined> {
  if (!hasTrigger(ctx, 'afterSave', schema.className)) return undefined;
  let outcome: TriggerOutcome | undefined;
  await onCommit(ctx, async (committed) => {
    const { draft, saved, original } = save;
    const view = { draft, saved: () => saved, original };
    outcome = await runAfterTrigger(await saveRequest(committed, schema, 'afterSave', view));
  });
  return outcome;
}

/** The response with what afterSave wants of it. */
export function withOutcome(response: JsonObject, outcome: TriggerOutcome | undefined): JsonObject {
  if (!outcome) return response;
  return outcome.wholeResponse ?? { ...response, ...outcome.response };
}

/** Whether a live query or afterSave is to be told of saves, for which they need whole rows. */
export function isFollowed(ctx: RequestContext, className: string): boolean {
  return hasTrigger(ctx, 'afterSave', className) || ctx.app.events.watches(className);
}

/** Tells live queries of a save, then afterSave; returns what that wants of the response. */
export async function tellFollowers(
  ctx: RequestContext,
  schema: ClassSchema,
  save: CompletedSave,
): Promise<TriggerOutcome | undefined> {
  await publishSave(ctx, schema, save);
  return runAfterSave(ctx, schema, save);
}

/** Tells live queries about a committed save, when anybody can be listening. */
async function publishSave(
  ctx: RequestContext,
  schema: ClassSchema,
  { saved: object, original }: CompletedSave,
): Promise<void> {
  const { className, permissions } = schema;
  if (!ctx.app.events.watches(className)) return;
  await onCommit(ctx, () =>
    ctx.app.events.publish({ kind: 'save', className, object, original, permissions }),
  );
}

/** A save as its triggers are told of it; the row after it is made when somebody looks. */
interface SaveView {
  readonly draft: WriteDraft;
  readonly saved: () => StoredObject;
  readonly original: StoredObject | undefined;
}

async function saveRequest(
  ctx: RequestContext,
  schema: ClassSchema,
  kind: 'beforeSave' | 'afterSave',
  { draft, saved, original }: SaveView,
): Promise<ObjectTriggerRequest> {
  const show = await triggerView(ctx, schema);
  const changed = draft.ops.map((op) => op.target.field);
  return objectTriggerRequest(ctx, {
    kind,
    className: draft.className,
    change: draft,
    object: () => (original ? show(saved(), changed) : show(saved(), Object.keys(saved()))),
    original: () => original && show(original),
  });
}
