import {
  besideOthers,
  ErrorCode,
  hasNewFields,
  isJsonObject,
  ParseError,
  withOwnCloudContext,
  withTransaction,
  type App,
  type Json,
  type JsonObject,
  type RequestContext,
} from '@parse/core';
import { logOfFailure } from '../log-of-failure.js';
import { errorResult } from '../error-response.js';
import { holdsKey } from '../gate.js';
import { RateLimitError } from '../count-uses.js';
import { json, ok, type RestResponse } from '../rest-response.js';
import type { Route, RouteCall } from '../route.js';
import { canonicalPath, splitPath, type RouteMatch } from '../router.js';

/** Several operations in one request. */
export const batchRoutes: readonly Route[] = [{ method: 'POST', path: '/batch', run: runBatch }];

/** One operation of a batch, routed. */
interface Part {
  readonly method: string;
  readonly match: RouteMatch;
  readonly query: string;
  readonly body: JsonObject;
}

/** Parts under way at once: enough to use a pool of connections, too few to take it from others. */
const CONCURRENCY = 8;

/**
 * Every part is routed and admitted before the first one runs: a batch with a part that is malformed, closed to the
 * caller or over a limit has no effect at all.
 */
async function runBatch(call: RouteCall): Promise<RestResponse> {
  const requests = call.body.requests;
  if (!Array.isArray(requests)) throw invalid('requests must be an array');
  assertSize(call, requests.length);
  const parts = requests.map((request: Json) => routePart(call, request));
  await admitParts(call, parts);
  return call.body.transaction === true ? runAllOrNothing(call, parts) : ok(await runEach(call, parts));
}

function assertSize({ ctx, services }: RouteCall, size: number): void {
  const limit = services.app.settings.requestComplexity.batchRequestLimit;
  if (limit < 0 || size <= limit || holdsKey(ctx.auth)) return;
  throw invalid(`Batch request contains ${size} sub-requests, which exceeds the limit of ${limit}.`);
}

function routePart(call: RouteCall, request: Json): Part {
  const { method, path, body } = isJsonObject(request) ? request : {};
  if (typeof path !== 'string') throw invalid('batch request path must be a string');
  if (typeof method !== 'string') throw invalid('batch request method must be a string');
  const [location = '', query = ''] = splitOnce(path, '?');
  const below = belowMount(call, location);
  const segments = below === undefined ? undefined : splitPath(below);
  if (below === undefined || !segments) throw invalid(`cannot route batch path ${path}`);
  const name = method.toUpperCase();
  const match = call.services.router.find(name, segments);
  if (!match) throw invalid(`cannot route ${name} ${below}`);
  if (match.route.run === runBatch) throw invalid('nested batch requests are not allowed');
  return { method: name, match, query, body: bodyOf(body) };
}

/** The path without the longest prefix that the server is known under. Undefined when it begins with none. */
function belowMount({ mountPath, services }: RouteCall, path: string): string | undefined {
  let below: string | undefined;
  for (const prefix of [mountPath, ...services.mountPaths]) {
    if (!path.startsWith(`${prefix}/`)) continue;
    if (below === undefined || path.length - prefix.length < below.length) below = path.slice(prefix.length);
  }
  return below;
}

function bodyOf(body: Json | undefined): JsonObject {
  if (body === undefined || body === null) return {};
  if (isJsonObject(body)) return body;
  throw invalid('batch request body must be an object');
}

async function admitParts({ ctx, services }: RouteCall, parts: readonly Part[]): Promise<void> {
  const { gate } = services;
  if (!gate) return;
  try {
    for (const { method, match } of parts) {
      await gate.pass({ method, path: canonicalPath(match) }, { ip: ctx.client.ip, auth: ctx.auth });
    }
  } catch (error) {
    // Only requests are answered with 429; the batch itself was not one too many.
    throw error instanceof RateLimitError ? new ParseError(error.code, error.message) : error;
  }
}

/**
 * Runs the parts side by side, a few at a time, and one at a time in a transaction; results come in their order. What is
 * asked of one object is done in that order, too: the last word counts. So is what gives a class new fields, whose types
 * the first word decides.
 */
async function runEach(call: RouteCall, parts: readonly Part[]): Promise<JsonObject[]> {
  const results: JsonObject[] = new Array<JsonObject>(parts.length);
  const waiting = parts.entries();
  const ctx = besideOthers(call.ctx);
  const inTurn = createTurns(call.services.app);
  const work = async () => {
    for (const [index, part] of waiting)
      results[index] = await inTurn(part, () => settlePart(call, ctx, part));
  };
  const width = call.ctx.commitEffects ? 1 : CONCURRENCY;
  await Promise.all(Array.from({ length: Math.min(width, parts.length) }, work));
  return results;
}

type Settle = () => Promise<JsonObject>;

/** Lets a part begin when those before it have ended that are about the same. */
function createTurns(app: App): (part: Part, settle: Settle) => Promise<JsonObject> {
  const latest = new Map<string, Promise<JsonObject>>();
  return (part, settle) => {
    const subjects = subjectsOf(app, part);
    const before = subjects.flatMap((subject) => latest.get(subject) ?? []);
    const turn = before.length > 0 ? Promise.all(before).then(settle) : settle();
    for (const subject of subjects) latest.set(subject, turn);
    return turn;
  };
}

/** What no two parts may be about at a time: an object, whatever path leads to it, and a class that gets new fields. */
function subjectsOf(app: App, { method, match, body }: Part): readonly string[] {
  const className = match.route.classOf?.(match);
  if (className === undefined) return [];
  const objectId = match.pathParameters.objectId ?? body.objectId;
  const subjects = typeof objectId === 'string' ? [`${className}/${objectId}`] : [];
  // What a read has in its body are its parameters.
  const isWrite = method !== 'GET';
  return isWrite && hasNewFields(app, className, body) ? [...subjects, className] : subjects;
}

async function settlePart(call: RouteCall, ctx: RequestContext, part: Part): Promise<JsonObject> {
  try {
    return { success: await runPart(call, ctx, part) };
  } catch (error) {
    return { error: errorResult(error, logOfFailure(call.ctx, error)) };
  }
}

/**
 * One part after the other, in a transaction. When one fails none has happened, and the answer is 400 with a list
 * as long as the batch: the failure in its place, and the others told that they were undone.
 */
async function runAllOrNothing(call: RouteCall, parts: readonly Part[]): Promise<RestResponse> {
  const failures: { readonly index: number; readonly error: unknown }[] = [];
  const work = async (ctx: RequestContext) => {
    const results: JsonObject[] = [];
    for (const [index, part] of parts.entries()) {
      try {
        results.push({ success: await runPart(call, ctx, part) });
      } catch (error) {
        failures.push({ index, error });
        throw error;
      }
    }
    return results;
  };
  try {
    return ok(await withTransaction(call.ctx, work));
  } catch (error) {
    const failedAt = failures.findLast((failure) => failure.error === error)?.index;
    // A transaction whose commit failed has no part to blame.
    if (failedAt === undefined) throw error;
    const answer = errorResult(error, call.ctx.log);
    return json(
      400,
      parts.map((_part, index) => ({ error: index === failedAt ? answer : UNDONE })),
    );
  }
}

const UNDONE: JsonObject = {
  code: ErrorCode.OtherCause,
  error: 'Not done, because another operation of the transaction failed.',
};

async function runPart(call: RouteCall, ctx: RequestContext, { match, query, body }: Part): Promise<Json> {
  const own = withOwnCloudContext(ctx);
  const response = await match.route.run({
    ...call,
    ctx: own,
    pathParameters: match.pathParameters,
    query,
    body,
  });
  return response.body.kind === 'json' ? response.body.value : null;
}

function splitOnce(text: string, separator: string): readonly string[] {
  const position = text.indexOf(separator);
  return position < 0 ? [text] : [text.slice(0, position), text.slice(position + 1)];
}

function invalid(message: string): ParseError {
  return new ParseError(ErrorCode.InvalidJson, message);
}
