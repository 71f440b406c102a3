import type {
  JsonObject,
  ObjectTriggerHandler,
  ObjectTriggerKind,
  ObjectTriggerRequest,
  TriggerOutcome,
} from '@parse/core';
import { CONFIG_TRIGGERS, isJsonObject } from '@parse/core';
import { configFromJson } from '../objects/config-from-json.js';
import { objectFromJson } from '../objects/object-from-json.js';
import { isSdkObject, objectToJson } from '../objects/object-to-json.js';
import { changesMadeTo, objectOfSave } from '../objects/pending-changes.js';
import { plainJson } from '../plain-json.js';
import type { CloudApp } from '../scope/cloud-app.js';
import { runHandler } from '../scope/current-app.js';
import { scriptFailure } from '../script-failure.js';
import { sdk, type SdkConfig, type SdkObject } from '../sdk.js';
import type { Validator } from '../validator/validator.js';
import { lazyProperty } from './lazy-property.js';
import { logRun } from './log-run.js';
import { keepContext, triggerFacts, type RequestFacts } from './request-facts.js';

/** What a handler of a save, delete or log-in is called with. */
export interface TriggerRequest extends RequestFacts {
  readonly triggerName: ObjectTriggerKind;
  /** The parameters, where it is they that are saved. */
  readonly object: SdkObject | SdkConfig;
  readonly original?: SdkObject | SdkConfig;
}

/** A handler as Cloud Code defines it. */
export type CloudHandler<Request> = (request: Request) => unknown;

/** A handler with what is checked before it runs. */
export interface GuardedHandler<Request> {
  readonly handler: CloudHandler<Request>;
  readonly validator: Validator | undefined;
}

/** Calls a Cloud Code handler as the trigger of an app. */
export function objectTrigger(
  cloud: CloudApp,
  guarded: GuardedHandler<TriggerRequest>,
): ObjectTriggerHandler {
  return async (request) => {
    const { kind, className, ctx } = request;
    const isBefore = kind.startsWith('before');
    const message = `${kind} triggered for ${className}`;
    try {
      const outcome = await runHandler(cloud, () => runTrigger(cloud, guarded, request), ctx);
      logRun(cloud, ctx, isBefore ? 'triggerBeforeSuccess' : 'triggerAfter', { message });
      return outcome;
    } catch (error) {
      const failure = scriptFailure(error);
      if (isBefore)
        logRun(cloud, ctx, 'triggerBeforeError', { message: `${message} failed`, error: failure });
      throw failure;
    }
  };
}

const addOriginal = lazyProperty('original');

async function runTrigger(
  cloud: CloudApp,
  { handler, validator }: GuardedHandler<TriggerRequest>,
  request: ObjectTriggerRequest,
): Promise<TriggerOutcome | undefined> {
  const facts = await triggerFacts(cloud, request.ctx);
  if (validator?.skips(facts)) return undefined;
  const subject = subjectOf(request);
  const triggerName = request.kind as ObjectTriggerKind;
  const call: TriggerRequest = Object.assign(facts, { triggerName, object: subject.object });
  // Who has just logged in is the user, although the request came from nobody.
  if (request.kind === 'afterLogin' && !(subject.object instanceof sdk.Config)) call.user = subject.object;
  const { original } = request;
  if (original) addOriginal(call, () => shown(request.className, original));
  await validator?.check(cloud, request.ctx, call);
  const returned = await handler(call);
  keepContext(request.ctx, call);
  return subject.outcome(returned);
}

/** The object of a trigger, and what becomes of what its handler did to it. */
interface Subject {
  readonly object: SdkObject | SdkConfig;
  outcome(returned: unknown): TriggerOutcome | undefined;
}

function subjectOf(request: ObjectTriggerRequest): Subject {
  // Parameters are not the handler's to change.
  if (request.className === CONFIG_TRIGGERS) return subjectToRead(request);
  if (request.kind === 'beforeSave') return subjectOfBeforeSave(request);
  if (request.kind === 'afterSave') return subjectOfAfterSave(request);
  return subjectToRead(request);
}

function subjectToRead({ className, object }: ObjectTriggerRequest): Subject {
  return { object: shown(className, object), outcome: () => undefined };
}

function shown(className: string, json: JsonObject): SdkObject | SdkConfig {
  return className === CONFIG_TRIGGERS ? configFromJson(json) : objectFromJson(className, json);
}

function subjectOfBeforeSave(request: ObjectTriggerRequest): Subject {
  const { object, given } = objectOfSave(request);
  return {
    object,
    outcome() {
      const changes = changesMadeTo(object, given);
      return changes && { changes };
    },
  };
}

/** What the handler changes in the object replaces keys of the response; what else it returns, all of it. */
function subjectOfAfterSave(request: ObjectTriggerRequest): Subject {
  const object = objectFromJson(request.className, request.object);
  object._setExisted(request.original !== undefined);
  return {
    object,
    outcome(returned) {
      const whole = returned === object ? undefined : wholeResponse(returned);
      if (whole) return { wholeResponse: whole };
      const response = changesIn(object);
      return response && { response };
    },
  };
}

/** Undefined for what is no object, and so no answer to a save. */
function wholeResponse(returned: unknown): JsonObject | undefined {
  if (typeof returned !== 'object' || returned === null) return undefined;
  const json = isSdkObject(returned) ? objectToJson(returned) : plainJson(returned);
  return isJsonObject(json) ? json : undefined;
}

function changesIn(object: SdkObject): JsonObject | undefined {
  const fields = Object.keys(object._getPendingOps()[0] ?? {});
  if (fields.length === 0) return undefined;
  const json = objectToJson(object);
  return Object.fromEntries(fields.map((field) => [field, json[field] ?? { __op: 'Delete' }]));
}
