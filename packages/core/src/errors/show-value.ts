import { isJsonArray, isJsonObject, type Json } from '../types/json.js';

const MAX_DEPTH = 20;
const MAX_LENGTH = 1000;

/**
 * A client's value for the text of an error: texts as they are, everything else as JSON, cut where it gets too deep or
 * too long. Never fails, however deep the value is, and calls no method that a client could have named.
 */
export function showValue(value: Json | undefined): string {
  return typeof value === 'string' ? value : print(value, 0).slice(0, MAX_LENGTH);
}

function print(value: Json | undefined, depth: number): string {
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth === MAX_DEPTH) return '…';
  if (isJsonArray(value)) return `[${value.map((element) => print(element, depth + 1)).join()}]`;
  if (!isJsonObject(value)) return '…';
  const entries = Object.keys(value).map((key) => `${JSON.stringify(key)}:${print(value[key], depth + 1)}`);
  return `{${entries.join()}}`;
}
