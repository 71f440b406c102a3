import { authorize, type Access } from '../access/authorize.js';
import { ownerFields } from '../access/owner-fields.js';
import { restrict } from '../access/restrict.js';
import type { ClassRules } from '../classes/class-rules.js';
import { rulesFor } from '../classes/rules-for.js';
import type { WriteDraft } from '../classes/write-draft.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { andWhere } from '../query/walk-where.js';
import { saveRelations } from '../stores/relation-store.js';
import { hasTrigger } from '../triggers/run-trigger.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { FieldOp } from '../types/field-op.js';
import type { JsonObject } from '../types/json.js';
import { EVERYTHING, type Where } from '../types/where.js';
import { assertKeepsRequired } from '../schema/required-fields.js';
import { admitDraft } from './admit-draft.js';
import { classForWriting } from './class-for.js';
import { explainStorageErrors } from './explain-storage-error.js';
import { loadOriginal } from './load-original.js';
import { rowWithId } from './row-with-id.js';
import { changedFields, readableResponse, saveResponse } from './save-response.js';
import { isFollowed, runBeforeSave, tellFollowers, withOutcome } from './save-triggers.js';
import { startDraft } from './start-draft.js';
import { startOverWhenLate } from './start-over-when-late.js';

/** What to change. `body` is the client's JSON. */
export interface UpdateInput {
  readonly className: string;
  readonly objectId: string;
  readonly body: JsonObject;
  /** The rules of the class have already said that this is the row. */
  readonly settled?: true;
  /** What else must be true of the row when it is written: the guard of a compare-and-set. */
  readonly guard?: Where;
}

/** What an update answers. */
export interface UpdateResult {
  /** `updatedAt` and every field the client cannot know the value of. */
  readonly response: JsonObject;
}

/**
 * Updates one object as the caller; ObjectNotFound when there is none that the caller may write. The order of
 * steps is part of the Parse contract, see `docs/architecture/write-lifecycle.md`.
 */
export function updateObject(ctx: RequestContext, input: UpdateInput): Promise<UpdateResult> {
  const rules = rulesFor(input.className);
  const update = () => explainStorageErrors(rules, updateOnce(ctx, rules, input));
  return rules.rowToUpdate && !input.settled ? startOverWhenLate(ctx, update) : update();
}

async function updateOnce(ctx: RequestContext, rules: ClassRules, input: UpdateInput): Promise<UpdateResult> {
  const { className, objectId, guard = EVERYTHING } = input;
  rules.authorizeWrite?.(ctx, 'update', objectId);
  const schema = classForWriting(ctx, className);
  const access = await authorize(ctx, schema, 'update');
  const received = startDraft(ctx, schema, input.body, objectId);
  const meant = rules.rowToUpdate && !input.settled ? await rules.rowToUpdate(ctx, received) : undefined;
  if (meant !== undefined && meant !== objectId) {
    return updateOnce(ctx, rules, { ...input, objectId: meant, settled: true });
  }
  const own: Where = rules.rowsFor?.(ctx, schema) ?? EVERYTHING;
  const target = restrict(schema, andWhere(rowWithId(schema, objectId), own, guard), access, 'write');
  const load = (where: Where) => loadOriginal(ctx, { objectId, draft: received }, { schema, where });
  const original = needsOriginal(ctx, rules, received) ? await load(target) : undefined;
  let draft = rules.beforeTriggers ? await rules.beforeTriggers(ctx, received, original) : received;
  draft = await runBeforeSave(ctx, schema, draft, original);
  if (rules.beforeWrite) draft = await rules.beforeWrite(ctx, draft, original);
  assertKeepsRequired(schema, draft.ops);
  const { schema: admitted, adding } = await admitDraft(ctx, schema, draft, async (right) => {
    if (!original || right?.pointerFields) await load(reachedBy(schema, target, right));
  });

  const changed = changedFields(received, draft);
  const hasFollowers = isFollowed(ctx, className);
  const fields = hasFollowers ? undefined : fieldsNeeded(ctx, admitted, draft, changed);
  const guarded = andWhere(reachedBy(schema, target, adding), draft.guard ?? EVERYTHING);
  const saved = await ctx.rows.update(admitted, guarded, withUpdatedAt(draft), fields ? { fields } : {});
  if (!saved) throw new ParseError(ErrorCode.ObjectNotFound, 'Object not found.');

  if (draft.relations.length > 0) await saveRelations(ctx, className, objectId, draft.relations);
  const extra = rules.afterWrite && (await rules.afterWrite(ctx, { draft, original }));
  const outcome = hasFollowers ? await tellFollowers(ctx, admitted, { draft, saved, original }) : undefined;
  const computed = await readableResponse(
    ctx,
    admitted,
    saved,
    saveResponse(ctx.app, received, draft, saved),
  );
  return { response: withOutcome({ updatedAt: draft.time, ...computed, ...extra }, outcome) };
}

/** Who may add fields to what points at them does so to no other object. */
function reachedBy(schema: ClassSchema, target: Where, adding: Access | undefined): Where {
  return adding?.pointerFields === undefined ? target : restrict(schema, target, adding, 'write');
}

/** The original is read only for somebody who looks at it; that read checks the caller's rights by the way. */
function needsOriginal(ctx: RequestContext, rules: ClassRules, draft: WriteDraft): boolean {
  const { className, objectId } = draft;
  return (
    rules.needsOriginal?.(ctx, { objectId, draft }) === true ||
    hasTrigger(ctx, 'beforeSave', className) ||
    isFollowed(ctx, className)
  );
}

/** What the response has to tell, and what decides whether it may: also that a trigger took something back. */
function fieldsNeeded(
  ctx: RequestContext,
  schema: ClassSchema,
  { triggered }: WriteDraft,
  changed: readonly string[],
): readonly string[] {
  const tellsNothing = changed.length === 0 && !triggered;
  return tellsNothing ? changed : [...changed, 'ACL', ...ownerFields(ctx, schema)];
}

/** An operator repairing data with the maintenance key may set `updatedAt`; for everybody else it is now. */
function withUpdatedAt(draft: WriteDraft): readonly FieldOp[] {
  if (draft.ops.some((op) => op.target.field === 'updatedAt')) return draft.ops;
  return [...draft.ops, { op: 'set', target: { field: 'updatedAt', path: [] }, value: draft.time }];
}
