import { isJsonArray, isJsonObject, type Json, type JsonObject, type MutableJsonObject } from '@parse/core';

/**
 * The SDK takes a file without address for one that is not saved, and refuses every object that holds one. Clients can
 * store such files below the top level, so they are given an address here. Copies only what has to change.
 */
export function withFileAddresses(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isJsonArray(value)) {
    const items = value.map(withFileAddresses);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isJsonObject(value)) return value;
  if (value.__type === 'File')
    return typeof value.url === 'string' && value.url !== '' ? value : addressed(value);
  let copy: MutableJsonObject | undefined;
  for (const key of Object.keys(value)) {
    const member = value[key];
    const complete = member === undefined ? undefined : withFileAddresses(member);
    if (complete !== undefined && complete !== member) (copy ??= { ...value })[key] = complete;
  }
  return copy ?? value;
}

function addressed(file: JsonObject): JsonObject {
  const name = typeof file.name === 'string' && file.name !== '' ? file.name : 'unnamed';
  return { ...file, name, url: `file:${encodeURIComponent(name)}` };
}
