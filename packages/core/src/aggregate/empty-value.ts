import type { Json } from '../types/json.js';

/** True for what names no group in an answer of Parse Server: the empty text, list and object. */
export function isEmptyValue(value: Json | undefined): boolean {
  if (value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
