import {
  ErrorCode,
  isJsonObject,
  ParseError,
  sameJson,
  textOf,
  type Json,
  type JsonObject,
  type MutableJsonObject,
  type QueryTriggerHandler,
  type QueryTriggerRequest,
  type TriggerOutcome,
} from '@parse/core';
import { objectFromJson } from '../objects/object-from-json.js';
import { isSdkObject, objectToJson } from '../objects/object-to-json.js';
import { plainJson } from '../plain-json.js';
import type { CloudApp } from '../scope/cloud-app.js';
import { runHandler } from '../scope/current-app.js';
import { scriptFailure } from '../script-failure.js';
import { sdk, type SdkObject, type SdkQuery } from '../sdk.js';
import { logRun } from './log-run.js';
import { keepContext, triggerFacts, type RequestFacts } from './request-facts.js';
import type { GuardedHandler } from './trigger-handlers.js';

/** What a handler around a search is called with. */
export interface QueryRequest extends RequestFacts {
  readonly triggerName: 'beforeFind' | 'afterFind';
  readonly query: SdkQuery;
  readonly isGet: boolean;
  readonly count: boolean;
  readonly readPreference?: string;
  readonly includeReadPreference?: string;
  readonly subqueryReadPreference?: string;
  /** Of afterFind. */
  objects?: SdkObject[];
}

/** Calls a Cloud Code handler around the searches of an app. */
export function queryTrigger(cloud: CloudApp, guarded: GuardedHandler<QueryRequest>): QueryTriggerHandler {
  return async (request) => {
    const { kind, className, ctx } = request;
    const isBefore = kind === 'beforeFind';
    const message = `${kind} triggered for ${className}`;
    try {
      const outcome = await runHandler(cloud, () => runTrigger(cloud, guarded, request), ctx);
      logRun(cloud, ctx, isBefore ? 'triggerBeforeSuccess' : 'triggerAfter', { message });
      return outcome;
    } catch (error) {
      const failure = scriptFailure(error);
      logRun(cloud, ctx, 'triggerBeforeError', { message: `${message} failed`, error: failure });
      throw failure;
    }
  };
}

async function runTrigger(
  cloud: CloudApp,
  { handler, validator }: GuardedHandler<QueryRequest>,
  request: QueryTriggerRequest,
): Promise<TriggerOutcome | undefined> {
  const facts = await triggerFacts(cloud, request.ctx);
  if (validator?.skips(facts)) return undefined;
  const query = queryOf(request);
  const before = toJson(query);
  const call: QueryRequest = {
    ...facts,
    triggerName: request.kind,
    query,
    isGet: request.isGet,
    count: Boolean(request.options.count),
    ...readPreferences(request.options),
    ...(request.kind === 'afterFind' && { objects: objectsOf(request) }),
  };
  await validator?.check(cloud, request.ctx, call);
  const returned = await handler(call);
  keepContext(request.ctx, call);
  if (request.kind === 'afterFind') return { objects: foundObjects(returned ?? call.objects) };
  return outcomeOfBeforeFind(request, { before, query, returned });
}

function objectsOf({ className, objects }: QueryTriggerRequest): SdkObject[] {
  return objects.map((object) => objectFromJson(className, object));
}

function outcomeOfBeforeFind(
  request: QueryTriggerRequest,
  search: { readonly before: JsonObject; readonly query: SdkQuery; readonly returned: unknown },
): TriggerOutcome | undefined {
  const { before, query, returned } = search;
  if (isSdkObject(returned)) return { objects: foundObjects([returned]) };
  if (Array.isArray(returned)) return { objects: foundObjects(returned) };
  const after = toJson(returned instanceof sdk.Query ? returned : query);
  return sameJson(before, after) ? undefined : { query: changedQuery(request, before, after) };
}

/** Parameters that the SDK does not understand stay as they came. */
function changedQuery(
  request: QueryTriggerRequest,
  before: JsonObject,
  after: JsonObject,
): NonNullable<TriggerOutcome['query']> {
  const { where = {}, ...parameters } = after;
  const kept = Object.entries(request.options).filter(
    ([name]) => !Object.hasOwn(before, name) || Object.hasOwn(after, name),
  );
  return { where, options: { ...Object.fromEntries(kept), ...parameters } };
}

/** The query as an object of the SDK, which trusts what it is made of. */
function queryOf({ className, where, options }: QueryTriggerRequest): SdkQuery {
  const json: MutableJsonObject = { where: isJsonObject(where) ? where : {} };
  for (const [name, value] of Object.entries(options)) {
    const shown = shownParameter(name, value);
    if (shown !== undefined) json[name] = shown;
  }
  const plain = plainJson(json);
  const query = new sdk.Query(className);
  return isJsonObject(plain) ? query.withJSON(plain) : query;
}

/** Undefined for what is not of the query: a handler that asks it itself wants a list, not a count. */
function shownParameter(name: string, value: Json): Json | undefined {
  if (name === 'count') return undefined;
  if (NAME_LISTS.has(name)) return nameList(value);
  if (NUMBERS.has(name)) return numberOf(value);
  return name === 'includeAll' && value === 'true' ? true : value;
}

const NAME_LISTS: ReadonlySet<string> = new Set(['include', 'keys', 'excludeKeys', 'order', 'watch']);
const NUMBERS: ReadonlySet<string> = new Set(['limit', 'skip']);

function nameList(value: Json): string | undefined {
  if (Array.isArray(value)) return value.filter((name) => typeof name === 'string').join(',');
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: Json): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toJson(query: SdkQuery): JsonObject {
  const json = plainJson(query.toJSON());
  return isJsonObject(json) ? json : {};
}

function readPreferences(options: JsonObject): Partial<Record<(typeof READ_PREFERENCES)[number], string>> {
  return Object.fromEntries(
    READ_PREFERENCES.flatMap((name) => (textOf(options[name]) === '' ? [] : [[name, textOf(options[name])]])),
  );
}

const READ_PREFERENCES = ['readPreference', 'includeReadPreference', 'subqueryReadPreference'] as const;

/** Handlers may give plain objects as well as those of the SDK. */
function foundObjects(given: unknown): readonly JsonObject[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return list.map((item) => {
    const json = isSdkObject(item)
      ? { ...objectToJson(item), className: item.className }
      : plainJson(sdk._encode(item));
    if (isJsonObject(json)) return json;
    throw new ParseError(ErrorCode.ScriptFailed, 'A trigger around a search must return a list of objects.');
  });
}
