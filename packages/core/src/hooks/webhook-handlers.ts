import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { sameJson } from '../schema/same-json.js';
import type { FunctionFile, FunctionHandler } from '../triggers/function-registry.js';
import type {
  ObjectTriggerHandler,
  QueryTriggerHandler,
  TriggerKind,
  TriggerOutcome,
} from '../triggers/trigger-types.js';
import {
  isJsonArray,
  isJsonObject,
  nullMap,
  type Json,
  type JsonObject,
  type MutableJsonObject,
} from '../types/json.js';
import { callWebhook } from './call-webhook.js';
import type { FunctionHook, TriggerHook } from '../triggers/hook.js';
import { objectPayload, queryPayload, requestPayload } from './webhook-payload.js';

/** A function that another server runs. It is asked once: what it does may not be done twice. */
export function webhookFunction({ functionName, url }: FunctionHook): FunctionHandler {
  return async ({ ctx, params, files }) => {
    const payload = { ...(await requestPayload(ctx)), functionName, params: withFiles(params, files) };
    const result = await callWebhook(ctx.app, { url, payload, isRepeatable: false });
    return result === undefined ? {} : { result };
  };
}

/** Among the parameters, as Cloud Code gets them, their bytes as Parse writes bytes in JSON. */
function withFiles(params: JsonObject, files: ReadonlyMap<string, FunctionFile> | undefined): JsonObject {
  if (!files) return params;
  const complete: MutableJsonObject = Object.assign(nullMap(), params);
  for (const [name, { filename, contentType, data }] of files) {
    const base64 = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
    complete[name] = { filename, contentType, data: { __type: 'Bytes', base64 } };
  }
  return complete;
}

/** A trigger of objects that another server runs. Of `beforeSave`, fields that it answers otherwise are changed. */
export function webhookTrigger({ url, triggerName }: TriggerHook): ObjectTriggerHandler {
  return async (request) => {
    const payload = await objectPayload(request);
    const isRepeatable = REPEATABLE.has(triggerName);
    const answer = await callWebhook(request.ctx.app, { url, payload, isRepeatable });
    return triggerName === 'beforeSave' ? changesIn(answer, payload.object) : undefined;
  };
}

/** A trigger around searches that another server runs: `beforeFind` may refuse, `afterFind` may answer other objects. */
export function webhookQueryTrigger({ url }: TriggerHook): QueryTriggerHandler {
  return async (request) => {
    const payload = await queryPayload(request);
    const answer = await callWebhook(request.ctx.app, { url, payload, isRepeatable: true });
    return request.kind === 'afterFind' && isJsonArray(answer) ? { objects: objectsIn(answer) } : undefined;
  };
}

/** They are asked whether something may happen. The others are told that it has. */
const REPEATABLE: ReadonlySet<TriggerKind> = new Set([
  'beforeSave',
  'beforeDelete',
  'beforeLogin',
  'beforePasswordResetRequest',
]);

/** What is the server's to say, or names the object. */
const FIXED: ReadonlySet<string> = new Set(['objectId', 'createdAt', 'updatedAt', 'className', '__type']);

function changesIn(answer: Json | undefined, sent: Json | undefined): TriggerOutcome | undefined {
  if (!isJsonObject(answer)) return undefined;
  const before: JsonObject = isJsonObject(sent) ? sent : {};
  const changes = Object.entries(answer).filter(([field, value]) => {
    const known = Object.hasOwn(before, field) ? before[field] : undefined;
    return !FIXED.has(field) && !sameJson(known, value);
  });
  return changes.length > 0 ? { changes: Object.fromEntries(changes) } : undefined;
}

function objectsIn(answer: readonly Json[]): readonly JsonObject[] {
  return answer.map((item) => {
    if (isJsonObject(item)) return item;
    throw new ParseError(ErrorCode.ScriptFailed, 'The webhook must answer with a list of objects.');
  });
}
