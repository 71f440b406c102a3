import { ErrorCode, isJsonObject, ParseError, type JsonObject, type MutableJsonObject } from '@parse/core';
import { plainJson } from '../plain-json.js';
import { sdk, type SdkObject } from '../sdk.js';

/** An object as a client gets it, with what is pending in it as if it were saved. */
export function objectToJson(object: SdkObject): JsonObject {
  const json: MutableJsonObject = { ...toPlain(object.toJSON()) };
  for (const field of Object.keys(object._getPendingOps()[0] ?? {})) {
    const value = plainJson(sdk._encode(object.get(field)));
    if (value === undefined) Reflect.deleteProperty(json, field);
    else json[field] = value;
  }
  return json;
}

/** Whether the value is a `Parse.Object`. */
export function isSdkObject(value: unknown): value is SdkObject {
  return value instanceof sdk.Object;
}

function toPlain(value: unknown): JsonObject {
  const plain = plainJson(value);
  if (isJsonObject(plain)) return plain;
  throw new ParseError(
    ErrorCode.ScriptFailed,
    'An object whose toJSON returns no object cannot be answered.',
  );
}
