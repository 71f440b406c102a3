import { authorize } from '../access/authorize.js';
import type { ClassRules } from '../classes/class-rules.js';
import { rulesFor } from '../classes/rules-for.js';
import type { RequestContext } from '../context/request-context.js';
import { saveRelations } from '../stores/relation-store.js';
import { textOf, type JsonObject } from '../types/json.js';
import { isKnownUser, type KnownUser } from '../auth/known-user.js';
import { logInKnownUser } from '../users/log-in-known-user.js';
import { classForWriting } from './class-for.js';
import { explainStorageErrors } from './explain-storage-error.js';
import { admitNew } from './admit-draft.js';
import { isFollowed, runBeforeSave, tellFollowers, withOutcome } from './save-triggers.js';
import { startDraft } from './start-draft.js';
import { startOverWhenLate } from './start-over-when-late.js';
import { newObjectResponse, unprotectedResponse } from './save-response.js';
import { updateObject } from './update-object.js';

/** What to create. `body` is the client's JSON. */
export interface CreateInput {
  readonly className: string;
  readonly body: JsonObject;
}

/** What was created, or the existing object that the request turned out to be about. */
export interface CreateResult {
  readonly objectId: string;
  /** `objectId`, `createdAt` and every field the client cannot know the value of. */
  readonly response: JsonObject;
  readonly created: boolean;
}

/**
 * Creates one object as the caller. The order of steps is part of the Parse contract, see
 * `docs/architecture/write-lifecycle.md`.
 */
export async function createObject(ctx: RequestContext, input: CreateInput): Promise<CreateResult> {
  const rules = rulesFor(input.className);
  const create = () => explainStorageErrors(rules, createOnce(ctx, rules, input));
  return rules.existingRow ? startOverWhenLate(ctx, create) : create();
}

async function createOnce(ctx: RequestContext, rules: ClassRules, input: CreateInput): Promise<CreateResult> {
  rules.authorizeWrite?.(ctx, 'create', undefined);
  const schema = classForWriting(ctx, input.className);
  if (!rules.identify) await authorize(ctx, schema, 'create');

  const received = startDraft(ctx, schema, input.body);
  const identified = (await rules.identify?.(ctx, received)) ?? received;
  if (isKnownUser(identified)) return logInInstead(ctx, identified);
  if (rules.identify) await authorize(ctx, schema, 'create');
  const existing = await rules.existingRow?.(ctx, received);
  if (existing !== undefined) return updateInstead(ctx, input, existing);

  let draft = rules.beforeTriggers ? await rules.beforeTriggers(ctx, identified, undefined) : identified;
  draft = await runBeforeSave(ctx, schema, draft, undefined);
  if (rules.beforeWrite) draft = await rules.beforeWrite(ctx, draft, undefined);
  const { schema: admitted, object } = await admitNew(ctx, schema, draft);
  const createdOtherwise = await rules.createInstead?.(ctx, draft);
  if (createdOtherwise) {
    return { objectId: textOf(createdOtherwise.objectId), response: createdOtherwise, created: true };
  }

  await ctx.rows.insert(admitted, object);
  if (draft.relations.length > 0) {
    await saveRelations(ctx, input.className, draft.objectId, draft.relations);
  }
  const extra = await rules.afterWrite?.(ctx, { draft, original: undefined });
  const outcome = isFollowed(ctx, input.className)
    ? await tellFollowers(ctx, admitted, { draft, saved: object, original: undefined })
    : undefined;
  const computed = await unprotectedResponse(
    ctx,
    admitted,
    object,
    newObjectResponse(ctx.app, received, draft, object),
  );
  const response = {
    objectId: object.objectId,
    createdAt: object.createdAt ?? draft.time,
    ...computed,
    ...extra,
  };
  return { objectId: draft.objectId, response: withOutcome(response, outcome), created: true };
}

async function logInInstead(ctx: RequestContext, known: KnownUser): Promise<CreateResult> {
  return { objectId: known.user.objectId, response: await logInKnownUser(ctx, known), created: false };
}

async function updateInstead(
  ctx: RequestContext,
  input: CreateInput,
  objectId: string,
): Promise<CreateResult> {
  const { response } = await updateObject(ctx, { ...input, objectId, settled: true });
  return { objectId, response: { objectId, ...response }, created: false };
}
