import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { FieldSchema } from '../types/class-schema.js';

/** A column's type as messages show it: `Pointer<_User>`, `Number`. */
export function typeText(field: FieldSchema): string {
  return field.targetClass === undefined ? field.type : `${field.type}<${field.targetClass}>`;
}

/** Whether a value of one type fits a column of the other. */
export function sameType(column: FieldSchema, value: FieldSchema): boolean {
  return column.type === value.type && column.targetClass === value.targetClass;
}

/** The error for a value that does not fit its column; `place` is `Class.field`. */
export function schemaMismatch(place: string, expected: FieldSchema, got: FieldSchema): ParseError {
  return new ParseError(
    ErrorCode.IncorrectType,
    `schema mismatch for ${place}; expected ${typeText(expected)} but got ${typeText(got)}`,
  );
}
