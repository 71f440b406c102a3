import {
  ErrorCode,
  isJsonArray,
  isJsonObject,
  nullMap,
  type FunctionAnswer,
  type FunctionFile,
  type FunctionHandler,
  type FunctionRequest,
  type Json,
  type JsonObject,
} from '@parse/core';
import { plainJson } from '../plain-json.js';
import type { CloudApp } from '../scope/cloud-app.js';
import { runHandler } from '../scope/current-app.js';
import { scriptFailure } from '../script-failure.js';
import { sdk } from '../sdk.js';
import type { Validator } from '../validator/validator.js';
import { logRun } from './log-run.js';
import { keepContext, requestFacts, type RequestFacts } from './request-facts.js';
import { responder, type FunctionResponse } from './responder.js';

/** What a function is called with. */
export interface FunctionCall extends RequestFacts {
  readonly functionName: string;
  params: Record<string, unknown>;
}

/** A function of Cloud Code; one that names a second parameter answers through it. */
export type CloudFunction = (request: FunctionCall, response: FunctionResponse) => unknown;

/** Calls a Cloud Code function as a function of an app. */
export function functionHandler(
  cloud: CloudApp,
  handler: CloudFunction,
  validator: Validator | undefined,
): FunctionHandler {
  return async (request) => {
    const message = `Ran cloud function ${request.functionName}`;
    try {
      const answer = await runHandler(
        cloud,
        () => callFunction(cloud, { handler, validator }, request),
        request.ctx,
      );
      logRun(cloud, request.ctx, 'cloudFunctionSuccess', { message });
      return answer;
    } catch (error) {
      const failure = scriptFailure(error);
      logRun(cloud, request.ctx, 'cloudFunctionError', {
        message: `Failed running cloud function ${request.functionName}`,
        error: failure,
      });
      throw failure;
    }
  };
}

async function callFunction(
  cloud: CloudApp,
  { handler, validator }: { readonly handler: CloudFunction; readonly validator: Validator | undefined },
  { ctx, functionName, params, files = NO_FILES }: FunctionRequest,
): Promise<FunctionAnswer> {
  const facts = await requestFacts(cloud, ctx);
  const call: FunctionCall = { ...facts, functionName, params: parametersOf(params) };
  for (const [name, file] of files) defineFile(call.params, name, file);
  if (!validator?.skips(facts)) await validator?.check(cloud, ctx, call);
  const { response, answer } = responder();
  // A second parameter says that the answer comes through it, perhaps long after the function has returned.
  const returned =
    handler.length < 2 ? await handler(call, response) : await answer(() => handler(call, response));
  keepContext(ctx, call);
  if (handler.length >= 2) return withResult(returned as FunctionAnswer & { readonly result?: unknown });
  return withResult({ result: returned });
}

function withResult({
  result,
  ...rest
}: Omit<FunctionAnswer, 'result'> & { readonly result?: unknown }): FunctionAnswer {
  const json = plainJson(sdk._encode(result));
  return json === undefined ? rest : { ...rest, result: json };
}

const NO_FILES: ReadonlyMap<string, FunctionFile> = new Map();

/** Assigning to `__proto__` would do something else. */
function defineFile(params: object, name: string, { filename, contentType, data }: FunctionFile): void {
  const value = { filename, contentType, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength) };
  Object.defineProperty(params, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Dates, files and pointers become what they are in the SDK; everything else stays as it was sent. */
export function parametersOf(params: JsonObject): Record<string, unknown> {
  const decoded = nullMap<unknown>();
  for (const [name, value] of Object.entries(params)) decoded[name] = parameterOf(value);
  return Object.setPrototypeOf(decoded, Object.prototype) as Record<string, unknown>;
}

function parameterOf(value: Json): unknown {
  if (isJsonArray(value)) return value.map(parameterOf);
  if (!isJsonObject(value)) return value;
  if (value.__type === 'Date' && typeof value.iso === 'string') return new Date(value.iso);
  if (value.__type === 'File' && typeof value.name === 'string') return sdk.File.fromJSON(value);
  if (value.__type === 'Pointer' && typeof value.className === 'string') return sdk._decode(undefined, value);
  return parametersOf(value);
}

/** The code that functions fail with when they name none. */
export const FUNCTION_FAILED = ErrorCode.ScriptFailed;
