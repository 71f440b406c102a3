import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { showValue } from '../errors/show-value.js';
import type { FieldSchema } from '../types/class-schema.js';
import { isJsonArray, type Json, type JsonObject } from '../types/json.js';

const STRING: FieldSchema = { type: 'String' };
const NUMBER: FieldSchema = { type: 'Number' };
const BOOLEAN: FieldSchema = { type: 'Boolean' };
const ARRAY: FieldSchema = { type: 'Array' };
const OBJECT: FieldSchema = { type: 'Object' };

/** The values of a wire type that needs no target class. */
const VALUE_TYPES: ReadonlyMap<string, FieldSchema> = new Map([
  ['Date', { type: 'Date' }],
  ['Bytes', { type: 'Bytes' }],
  ['File', { type: 'File' }],
  ['GeoPoint', { type: 'GeoPoint' }],
  ['Polygon', { type: 'Polygon' }],
]);

/**
 * The column a value needs; undefined for null, which fits every column. The same object for the same type
 * (pointers and relations apart), so that callers may compare by identity first.
 */
export function inferField(value: Json): FieldSchema | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return STRING;
  if (typeof value === 'number') return NUMBER;
  if (typeof value === 'boolean') return BOOLEAN;
  return isJsonArray(value) ? ARRAY : inferObject(value);
}

function inferObject(value: JsonObject): FieldSchema {
  const type = Object.hasOwn(value, '__type') ? value.__type : undefined;
  // An empty type has always counted as none.
  if (!type) return OBJECT;
  if (type === 'Pointer' || type === 'Relation') return { type, targetClass: showValue(value.className) };
  const field = typeof type === 'string' ? VALUE_TYPES.get(type) : undefined;
  if (field) return field;
  throw new ParseError(ErrorCode.IncorrectType, `This is not a valid ${showValue(type)}`);
}
