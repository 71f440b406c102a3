import { valueKey } from '../ops/value-key.js';
import type { Json } from '../types/json.js';

/** Whether two declared values are the same; undefined is the same as itself only. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || valueKey(a) === valueKey(b);
}
