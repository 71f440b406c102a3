import type { DecodedWrite } from '../ops/decode-write.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { ClassSchema, FieldSchema } from '../types/class-schema.js';
import { nullMap } from '../types/json.js';
import { sameType, schemaMismatch } from './schema-mismatch.js';
import { SYSTEM_CLASSES } from './system-classes.js';

/** What a write needs before it can be stored. */
export interface Admission {
  /** Columns to add to the class first. Empty, and the same object every time, when there are none. */
  readonly newFields: { readonly [field: string]: FieldSchema };
}

const NO_FIELDS: Admission = { newFields: nullMap<FieldSchema>() };

/**
 * Compares what is written with the columns of the class. Fails with 111 when a value is of another type than its
 * column, or would give the class a second GeoPoint column.
 */
export function admitWrite(schema: ClassSchema, decoded: Pick<DecodedWrite, 'fields'>): Admission {
  let newFields: Record<string, FieldSchema> | undefined;
  for (const [field, type] of decoded.fields) {
    const column = columnOf(schema, field);
    if (!column) {
      newFields ??= nullMap<FieldSchema>();
      newFields[field] = type;
    } else if (!sameType(column, type)) {
      throw schemaMismatch(`${schema.className}.${field}`, column, type);
    }
  }
  if (!newFields) return NO_FIELDS;
  assertOneGeoPoint(schema, newFields);
  return { newFields };
}

function columnOf(schema: ClassSchema, field: string): FieldSchema | undefined {
  if (Object.hasOwn(schema.fields, field)) return schema.fields[field];
  const virtual = SYSTEM_CLASSES.get(schema.className)?.virtualFields;
  return virtual && Object.hasOwn(virtual, field) ? virtual[field] : undefined;
}

function assertOneGeoPoint(schema: ClassSchema, newFields: Record<string, FieldSchema>): void {
  const added = Object.values(newFields).filter(isGeoPoint).length;
  if (added === 0) return;
  if (added === 1 && !Object.values(schema.fields).some(isGeoPoint)) return;
  throw new ParseError(ErrorCode.IncorrectType, 'there can only be one geopoint field in a class');
}

function isGeoPoint({ type }: FieldSchema): boolean {
  return type === 'GeoPoint';
}
