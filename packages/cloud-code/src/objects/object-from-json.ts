import { isJsonArray, isJsonObject, type Json, type JsonObject, type MutableJsonObject } from '@parse/core';
import { sdk, type SdkObject } from '../sdk.js';

/** The object of the SDK that the JSON is of, with nothing pending. */
export function objectFromJson(className: string, json: JsonObject): SdkObject {
  return sdk.Object.fromJSON({ ...withFileAddresses(json), className });
}

/** What a value of a field is in the SDK. */
export function fieldFromJson(field: string, value: Json): unknown {
  const complete = withAddresses(value);
  return field === 'ACL' ? new sdk.ACL(complete) : sdk._decode(undefined, complete);
}

function withFileAddresses(json: JsonObject): JsonObject {
  const complete = withAddresses(json);
  return isJsonObject(complete) ? complete : json;
}

/**
 * The SDK takes a file without address for one that is not saved, and refuses every object that holds one. Clients can
 * store such files below the top level, so they are given an address here. Copies only what has to change.
 */
function withAddresses(value: Json): Json {
  if (isJsonArray(value)) {
    const items = value.map(withAddresses);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isJsonObject(value)) return value;
  if (value.__type === 'File')
    return typeof value.url === 'string' && value.url !== '' ? value : addressed(value);
  let copy: MutableJsonObject | undefined;
  for (const [key, member] of Object.entries(value)) {
    const complete = withAddresses(member);
    if (complete !== member) (copy ??= { ...value })[key] = complete;
  }
  return copy ?? value;
}

function addressed(file: JsonObject): JsonObject {
  const name = typeof file.name === 'string' && file.name !== '' ? file.name : 'unnamed';
  return { ...file, name, url: `file:${encodeURIComponent(name)}` };
}
