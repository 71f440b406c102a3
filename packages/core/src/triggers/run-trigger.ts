import type { RequestContext } from '../context/request-context.js';
import { frozen } from '../types/frozen.js';
import { runScript } from './run-script.js';
import type { ObjectTriggerRequest, QueryTriggerRequest, TriggerOutcome } from './trigger-types.js';

/** Runs the trigger of that kind and class if there is one. What it throws becomes a ParseError. */
export async function runObjectTrigger(request: ObjectTriggerRequest): Promise<TriggerOutcome | undefined> {
  const handler = request.ctx.app.triggers.objectTrigger(request.kind, request.className);
  if (!handler) return undefined;
  return runScript(request.ctx.app, `${request.kind} of ${request.className}`, () => handler(request));
}

/** The same for the triggers around a search. */
export async function runQueryTrigger(request: QueryTriggerRequest): Promise<TriggerOutcome | undefined> {
  const handler = request.ctx.app.triggers.queryTrigger(request.kind, request.className);
  if (!handler) return undefined;
  frozen(request.where);
  frozen(request.options);
  for (const object of request.objects) frozen(object);
  return runScript(request.ctx.app, `${request.kind} of ${request.className}`, () => handler(request));
}

/** Runs a trigger whose failure must not undo what has already happened: the failure is logged. */
export async function runAfterTrigger(request: ObjectTriggerRequest): Promise<TriggerOutcome | undefined> {
  try {
    return await runObjectTrigger(request);
  } catch (error) {
    const { kind, className } = request;
    request.ctx.log.log('error', `${kind} failed for ${className}`, { error });
    return undefined;
  }
}

/** Whether there is such a trigger around searches. */
export function hasQueryTrigger(
  ctx: RequestContext,
  kind: QueryTriggerRequest['kind'],
  className: string,
): boolean {
  return ctx.app.triggers.queryTrigger(kind, className) !== undefined;
}

/** Whether there is such a trigger: callers skip preparing a request that nobody would read. */
export function hasTrigger(
  ctx: RequestContext,
  kind: ObjectTriggerRequest['kind'],
  className: string,
): boolean {
  return ctx.app.triggers.objectTrigger(kind, className) !== undefined;
}
