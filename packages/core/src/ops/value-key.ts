import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { isPointer } from '../types/object.js';

/**
 * Text that two values share exactly when `sameValue` says they are the same: lets lists be searched through a
 * `Set` in linear time.
 */
export function valueKey(value: Json): string {
  if (isJsonObject(value)) return objectKey(value);
  if (Array.isArray(value)) return `[${value.map(valueKey).join()}]`;
  return JSON.stringify(value);
}

function objectKey(value: JsonObject): string {
  if (isPointer(value)) {
    return `{"__type":"Pointer","className":${JSON.stringify(value.className)},"objectId":${JSON.stringify(value.objectId)}}`;
  }
  if (value.__type === 'Date' && typeof value.iso === 'string') {
    return `{"__type":"Date","iso":${JSON.stringify(value.iso)}}`;
  }
  if (value.__type === 'File' && typeof value.name === 'string') {
    return `{"__type":"File","name":${JSON.stringify(value.name)}}`;
  }
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${valueKey(value[key] ?? null)}`);
  return `{${entries.join()}}`;
}
