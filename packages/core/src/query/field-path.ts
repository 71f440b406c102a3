import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonArray, isJsonObject, type Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { FieldPath } from '../types/where.js';

/**
 * The place a client's field name or dot path (`address.city`) means in a class. The first part is a field name that
 * stores may use as an identifier, or names an internal column (`_hashed_password`) of the class; it is the
 * parser's task to keep clients from those. Later parts hold letters of ASCII, digits and underscores, and may be
 * empty. Fails with InvalidKeyName.
 */
export function resolveFieldPath(schema: ClassSchema, name: string): FieldPath {
  const [field = '', ...path] = name.split('.');
  const isField = FIELD_NAME.test(field) || isInternalColumn(schema, field);
  if (name.length > MAX_NAME_LENGTH || !isField || !path.every((part) => PATH_PART.test(part))) {
    throw new ParseError(ErrorCode.InvalidKeyName, `Invalid key name: ${name.slice(0, MAX_NAME_LENGTH)}`);
  }
  return { field, path, schema: Object.hasOwn(schema.fields, field) ? schema.fields[field] : undefined };
}

/**
 * The value a row holds at a place, or undefined when it is unset, in the form conditions use: `createdAt` and
 * `updatedAt` are dates. Below a column only objects and arrays (by index) are entered, and only in columns of type
 * Object and Array: nothing lies below a pointer, a date or a text.
 */
export function readPath(object: StoredObject, key: FieldPath): Json | undefined {
  if (!key.schema || !Object.hasOwn(object, key.field)) return undefined;
  const value = object[key.field];
  if (key.path.length > 0) return readBelow(value, key);
  const isTimestamp = key.field === 'createdAt' || key.field === 'updatedAt';
  return isTimestamp && typeof value === 'string' ? { __type: 'Date', iso: value } : value;
}

const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const PATH_PART = /^[A-Za-z0-9_]*$/;

/** Longer names would only serve to make stores build absurd paths. */
const MAX_NAME_LENGTH = 1000;

function isInternalColumn(schema: ClassSchema, field: string): boolean {
  return field.startsWith('_') && Object.hasOwn(schema.fields, field);
}

function readBelow(column: Json | undefined, key: FieldPath): Json | undefined {
  if (key.schema?.type !== 'Object' && key.schema?.type !== 'Array') return undefined;
  let value = column;
  for (const step of key.path) {
    if (isJsonArray(value)) value = ARRAY_INDEX.test(step) ? value[Number(step)] : undefined;
    else if (isJsonObject(value)) value = Object.hasOwn(value, step) ? value[step] : undefined;
    else return undefined;
  }
  return value;
}

const ARRAY_INDEX = /^(0|[1-9][0-9]{0,8})$/;
