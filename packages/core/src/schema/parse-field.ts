import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { decodeValue } from '../ops/decode-value.js';
import type { FieldSchema, FieldTypeName } from '../types/class-schema.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { inferField } from './infer-type.js';
import { assertClassName } from './names.js';
import { sameType, schemaMismatch, typeText } from './schema-mismatch.js';

/** The types a column can be declared with; `ACL` is the server's own. */
const TYPES: ReadonlyMap<string, FieldTypeName> = new Map(
  (
    [
      'String',
      'Number',
      'Boolean',
      'Date',
      'Object',
      'Array',
      'GeoPoint',
      'Polygon',
      'File',
      'Bytes',
      'Pointer',
      'Relation',
    ] as const
  ).map((type) => [type, type]),
);

/** How deep default values may be nested. */
const DEFAULT_VALUE_DEPTH = 100;

/**
 * A column as a schema request declares it; `place` is `Class.field`. Its default value is checked against the
 * type and brought to stored form; a default of null is none.
 */
export function parseField(place: string, input: Json): FieldSchema {
  if (!isJsonObject(input)) throw invalidJson();
  const type = parseType(input);
  const required = input.required ?? undefined;
  const defaultValue = input.defaultValue ?? undefined;
  if (required !== undefined && typeof required !== 'boolean') throw invalidJson();
  if (type.type === 'Relation') assertPlainRelation(type, required, defaultValue);
  return {
    ...type,
    ...(required === undefined ? {} : { required }),
    ...(defaultValue === undefined ? {} : { defaultValue: parseDefault(place, type, defaultValue) }),
  };
}

function parseType({ type: name, targetClass }: JsonObject): FieldSchema {
  if (typeof name !== 'string') throw invalidJson();
  const type = TYPES.get(name);
  if (!type) throw new ParseError(ErrorCode.IncorrectType, `invalid field type: ${name}`);
  if (type !== 'Pointer' && type !== 'Relation') return { type };
  if (targetClass === undefined || targetClass === null || targetClass === '') {
    throw new ParseError(ErrorCode.MissingRequiredField, `type ${type} needs a class name`);
  }
  if (typeof targetClass !== 'string') throw invalidJson();
  assertClassName(targetClass);
  return { type, targetClass };
}

function assertPlainRelation(
  type: FieldSchema,
  required: boolean | undefined,
  defaultValue: Json | undefined,
): void {
  const option = required ? 'required' : 'default value';
  if (!required && defaultValue === undefined) return;
  throw new ParseError(
    ErrorCode.IncorrectType,
    `The '${option}' option is not applicable for ${typeText(type)}`,
  );
}

function parseDefault(place: string, type: FieldSchema, input: Json): Json {
  const value = decodeValue(input, { depth: DEFAULT_VALUE_DEPTH });
  const got = inferField(value);
  if (got && !sameType(type, got)) throw schemaMismatch(`${place} default value`, type, got);
  return value;
}

function invalidJson(): ParseError {
  return new ParseError(ErrorCode.InvalidJson, 'invalid JSON');
}
