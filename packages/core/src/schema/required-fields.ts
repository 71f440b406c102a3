import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { FieldOp } from '../types/field-op.js';
import type { Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { SYSTEM_CLASSES } from './system-classes.js';

interface Expectations {
  /** Fields with a default, and the default. */
  readonly defaults: readonly (readonly [field: string, value: Json])[];
  /** Fields the class declares as required. */
  readonly required: readonly string[];
  /** Fields that objects of this system class cannot do without. */
  readonly system: readonly string[];
}

/** A new object with the class's defaults in the fields that hold nothing; the same object when none applies. */
export function applyDefaults(schema: ClassSchema, object: StoredObject): StoredObject {
  const missing = expectationsOf(schema).defaults.filter(([field]) => isEmpty(object, field));
  if (missing.length === 0) return object;
  const filled: StoredObject = Object.assign({}, object);
  for (const [field, value] of missing) filled[field] = value;
  return filled;
}

/** Refuses a new object that lacks a required field: 111 when the server requires it, 142 when the class does. */
export function assertRequired(schema: ClassSchema, object: StoredObject): void {
  const { required, system } = expectationsOf(schema);
  for (const field of system) {
    if (isEmpty(object, field)) throw missingSystemField(field);
  }
  for (const field of required) {
    if (isEmpty(object, field)) throw missingField(field);
  }
}

/** Refuses an update that takes the value of a required field away. */
export function assertKeepsRequired(schema: ClassSchema, ops: readonly FieldOp[]): void {
  const { required, system } = expectationsOf(schema);
  if (required.length === 0 && system.length === 0) return;
  for (const op of ops) {
    const { field, path } = op.target;
    if (path.length > 0 || (op.op !== 'unset' && !(op.op === 'set' && isNothing(op.value)))) continue;
    if (system.includes(field)) throw missingSystemField(field);
    if (required.includes(field)) throw missingField(field);
  }
}

/** Per schema snapshot, which never changes, so that writes do not walk its columns. */
const known = new WeakMap<ClassSchema, Expectations>();

function expectationsOf(schema: ClassSchema): Expectations {
  const found = known.get(schema);
  if (found) return found;
  const columns = Object.entries(schema.fields);
  const made: Expectations = {
    defaults: columns.flatMap(([field, { defaultValue }]) =>
      defaultValue === undefined || defaultValue === null ? [] : [[field, defaultValue] as const],
    ),
    required: columns.flatMap(([field, column]) => (column.required ? [field] : [])),
    system: SYSTEM_CLASSES.get(schema.className)?.required ?? [],
  };
  known.set(schema, made);
  return made;
}

function isEmpty(object: StoredObject, field: string): boolean {
  return !Object.hasOwn(object, field) || isNothing(object[field]);
}

/** The empty text is no value here, as it always was. */
function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

function missingField(field: string): ParseError {
  return new ParseError(ErrorCode.ValidationError, `${field} is required`);
}

function missingSystemField(field: string): ParseError {
  return new ParseError(ErrorCode.IncorrectType, `${field} is required.`);
}
