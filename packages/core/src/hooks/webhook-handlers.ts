import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { sameJson } from '../schema/same-json.js';
import { systemSchema } from '../schema/system-classes.js';
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

/** A trigger of objects that another server runs. Of `beforeSave`, the object that it answers is saved in place of the sent one. */
export function webhookTrigger({ url, triggerName }: TriggerHook): ObjectTriggerHandler {
  return async (request) => {
    const payload = await objectPayload(request);
    const isRepeatable = REPEATABLE.has(triggerName);
    const answer = await callWebhook(request.ctx.app, { url, payload, isRepeatable });
    if (triggerName !== 'beforeSave' || !isJsonObject(answer)) return undefined;
    const { className, changed } = request;
    return outcomeOf(answer, { className, changed, sent: payload.object });
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

interface SentObject {
  readonly className: string;
  readonly sent: Json | undefined;
  /** What the client wants to write of it. */
  readonly changed: readonly string[];
}

/** The answer takes the object's place: what it holds otherwise is changed, what it leaves out is not written. */
function outcomeOf(answer: JsonObject, { className, sent, changed }: SentObject): TriggerOutcome {
  const before: JsonObject = isJsonObject(sent) ? sent : {};
  const changes = Object.entries(answer).filter(([field, value]) => {
    const known = Object.hasOwn(before, field) ? before[field] : undefined;
    return !FIXED.has(field) && !sameJson(known, value);
  });
  const leftAlone = changed.filter(
    (field) => Object.hasOwn(before, field) && !Object.hasOwn(answer, field) && !isNeeded(className, field),
  );
  return { ...(changes.length > 0 ? { changes: Object.fromEntries(changes) } : {}), leftAlone };
}

/** Users cannot be without their name, nor roles without their rights; what such a class has more may be left out. */
function isNeeded(className: string, field: string): boolean {
  const system = systemSchema(className);
  return system !== undefined && (field === 'password' || Object.hasOwn(system.fields, field));
}

function objectsIn(answer: readonly Json[]): readonly JsonObject[] {
  return answer.map((item) => {
    if (isJsonObject(item)) return item;
    throw new ParseError(ErrorCode.ScriptFailed, 'The webhook must answer with a list of objects.');
  });
}
