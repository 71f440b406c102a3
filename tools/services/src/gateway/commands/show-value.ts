import { Double, EJSON, Int32, ObjectId } from 'bson';
import { isDoc } from '../bson/codec.js';

/** A value as MongoDB's messages show it: `{ email: "a@b.c" }`. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Int32 || value instanceof Double) return String(value.value);
  if (Array.isArray(value)) return `[ ${value.map(showValue).join(', ')} ]`;
  if (!isDoc(value)) return EJSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${showValue(field)}`);
  return `{ ${fields.join(', ')} }`;
}
