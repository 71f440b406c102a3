import type { RequestContext } from '../context/request-context.js';
import { readWhere } from '../query/parse-find-options.js';
import { runQueryTrigger } from '../triggers/run-trigger.js';
import { textOf, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { FindInput } from './find-objects.js';

/** The query as beforeFind leaves it, with the results when the trigger brings them along. */
export interface TriggeredQuery {
  readonly options: { readonly [option: string]: Json };
  readonly objects: readonly StoredObject[] | undefined;
}

/** Runs beforeFind. Whoever asked for a count gets it of the query that takes the place of theirs. */
export async function runBeforeFind(ctx: RequestContext, input: FindInput): Promise<TriggeredQuery> {
  const { where: condition, ...options } = input.options;
  const where = readWhere(condition);
  const outcome = await runQueryTrigger({
    ctx,
    kind: 'beforeFind',
    className: input.className,
    where,
    options: withToldLimit(ctx, input, options),
    isGet: isGet(input),
    objects: [],
  });
  const query = outcome?.query ?? { where, options };
  const counted = options.count === undefined ? {} : { count: options.count };
  const limited = options.limit === undefined ? {} : { limit: options.limit };
  return {
    options: { ...counted, ...(isGet(input) ? limited : {}), ...query.options, where: query.where },
    objects: outcome?.objects?.map(asRow),
  };
}

/** Runs afterFind on what the caller is about to see. */
export async function runAfterFind(
  ctx: RequestContext,
  input: FindInput,
  objects: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  const { where: condition, ...options } = input.options;
  const where = readWhere(condition);
  const { className } = input;
  const outcome = await runQueryTrigger({
    ctx,
    kind: 'afterFind',
    className,
    where,
    options: withToldLimit(ctx, input, options),
    isGet: isGet(input),
    objects,
  });
  return outcome?.objects ?? objects;
}

/** A query without a limit has that of the app; the one object of a get, all of an include and of a subquery none. */
function withToldLimit(
  { app, subqueryDepth }: RequestContext,
  input: FindInput,
  options: FindInput['options'],
): FindInput['options'] {
  if (isGet(input)) {
    const { limit: _one, ...others } = options;
    return others;
  }
  if (options.limit !== undefined || subqueryDepth > 0) return options;
  return { ...options, limit: app.settings.defaultLimit };
}

/** Several objects of an include are found, though each by the right to get it: as in Parse. */
function isGet({ action, isOfSeveral = false }: FindInput): boolean {
  return action === 'get' && !isOfSeveral;
}

function asRow(object: JsonObject): StoredObject {
  return { ...object, objectId: textOf(object.objectId) };
}
