import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { inferField } from '../schema/infer-type.js';
import { assertFieldName } from '../schema/names.js';
import { sameType, schemaMismatch } from '../schema/schema-mismatch.js';
import { isInternalField } from '../schema/system-classes.js';
import type { ClassSchema, FieldSchema } from '../types/class-schema.js';
import type { FieldOp, OpTarget, RelationOp } from '../types/field-op.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { decodeAcl } from './decode-acl.js';
import { decodeFieldOp, type DecodedField } from './decode-field-op.js';
import { assertNestedKey, decodePart, decodeValue, type ValueRules } from './decode-value.js';

/** What the writer of a body may do beyond writing fields. */
export interface WriteRules extends ValueRules {
  /** The body makes a new object, so that it may hold an `objectId`. */
  readonly creating: boolean;
  /** Clients choose ids of new objects. */
  readonly customObjectId?: boolean;
  /** `createdAt` and `updatedAt` are taken as given. Otherwise dates in their place are ignored. */
  readonly timestamps?: boolean;
  /** Columns of the class whose names begin with `_` may be written. */
  readonly internalFields?: boolean;
}

/** A body as operations, each on a column the class has or is to get. */
export interface DecodedWrite {
  readonly ops: readonly FieldOp[];
  readonly relations: readonly RelationOp[];
  /** The type of what is written, by field; fields that are only unset or set to null are left out. */
  readonly fields: ReadonlyMap<string, FieldSchema>;
}

/**
 * Turns the JSON of a create or update into operations: the one door through which data enters, for clients,
 * triggers and the engine itself. Everything in the result is checked and canonical, but not yet compared with
 * the class's columns; see `admitWrite`. Fails with `ParseError` and nothing else.
 */
export function decodeWrite(schema: ClassSchema, input: JsonObject, rules: WriteRules): DecodedWrite {
  const ops: FieldOp[] = [];
  const relations: RelationOp[] = [];
  const fields = new Map<string, FieldSchema>();
  for (const key of Object.keys(input)) {
    const value = input[key];
    if (value === undefined) continue;
    const target = decodeTarget(schema, key, rules);
    rules.denied?.(key, value);
    const decoded = decodeField(schema, target, value, rules);
    const column = columnType(target, decoded);
    if (column) addType(schema, fields, target.field, column);
    if (decoded.op && (column || hasRowColumn(schema, target.field))) ops.push(decoded.op);
    if (decoded.relation) relations.push(decoded.relation);
  }
  return { ops, relations, fields };
}

function decodeField(schema: ClassSchema, target: OpTarget, value: Json, rules: WriteRules): DecodedField {
  switch (target.path.length === 0 ? target.field : '') {
    case 'objectId':
      return decodeObjectId(target, value, rules);
    case 'createdAt':
    case 'updatedAt':
      return decodeTimestamp(schema, target, value, rules);
    case 'ACL':
      return decodeAclField(schema, target, value, rules);
    default:
      return decodeColumn(schema, target, value, rules);
  }
}

function decodeColumn(schema: ClassSchema, target: OpTarget, input: Json, rules: ValueRules): DecodedField {
  if (isJsonObject(input) && Object.hasOwn(input, '__op')) {
    return decodeFieldOp(`${schema.className}.${target.field}`, target, input, rules);
  }
  const value = (target.path.length > 0 ? decodePart : decodeValue)(input, rules);
  const type = inferField(value);
  if (type?.type !== 'Relation') return { op: { op: 'set', target, value }, type };
  if (target.path.length > 0)
    throw schemaMismatch(`${schema.className}.${target.field}`, { type: 'Object' }, type);
  return { type };
}

/** Where a key writes: `a.b` is key `b` inside column `a`. */
function decodeTarget(schema: ClassSchema, key: string, rules: WriteRules): OpTarget {
  const [field = '', ...path] = key.includes('.') ? key.split('.') : [key];
  if (
    field === '' ||
    path.includes('') ||
    (!isKnownName(schema, field, rules) && !canBeColumn(schema, field))
  ) {
    throw new ParseError(ErrorCode.InvalidKeyName, `Invalid field name: ${key}.`);
  }
  if (path.length >= rules.depth) {
    throw new ParseError(ErrorCode.InvalidJson, `Values may be nested at most ${rules.depth} levels deep.`);
  }
  for (const step of path) assertNestedKey(step);
  return { field, path };
}

function isKnownName(schema: ClassSchema, field: string, rules: WriteRules): boolean {
  return Object.hasOwn(schema.fields, field) && (!isInternalField(field) || rules.internalFields === true);
}

function canBeColumn(schema: ClassSchema, field: string): boolean {
  if (field === 'id') throw new ParseError(ErrorCode.InvalidKeyName, 'id is an invalid field name.');
  assertFieldName(schema.className, field);
  return true;
}

function decodeObjectId(target: OpTarget, value: Json, rules: WriteRules): DecodedField {
  if (rules.creating && rules.customObjectId) {
    if (typeof value === 'string' && value !== '') {
      return { op: { op: 'set', target, value }, type: { type: 'String' } };
    }
    throw new ParseError(ErrorCode.MissingObjectId, 'objectId must not be empty, null or undefined');
  }
  if (rules.creating && (value === '' || value === null)) return { type: undefined };
  throw new ParseError(ErrorCode.InvalidKeyName, 'objectId is an invalid field name.');
}

/** Rows hold the two dates as plain text. */
function decodeTimestamp(
  schema: ClassSchema,
  target: OpTarget,
  input: Json,
  rules: WriteRules,
): DecodedField {
  const { op, type } = decodeColumn(schema, target, input, rules);
  if (type && type.type !== 'Date') {
    throw schemaMismatch(`${schema.className}.${target.field}`, { type: 'Date' }, type);
  }
  if (!rules.timestamps || op?.op !== 'set' || !isJsonObject(op.value)) return { type: undefined };
  return { op: { op: 'set', target, value: op.value.iso ?? null }, type };
}

/** Deleting an ACL takes every right away. Null says nothing of it, as in Parse: no field forgotten makes rights public. */
function decodeAclField(schema: ClassSchema, target: OpTarget, input: Json, rules: WriteRules): DecodedField {
  if (isJsonObject(input) && Object.hasOwn(input, '__op') && input.__op !== 'Delete') {
    return decodeColumn(schema, target, input, rules);
  }
  if (input === null) return { type: undefined };
  if (isJsonObject(input)) {
    for (const principal of Object.keys(input)) rules.denied?.(principal, input[principal] ?? null);
  }
  return { op: { op: 'set', target, value: decodeAcl(input) }, type: { type: 'ACL' } };
}

/** The column that a field needs; a path leads into an array when its first key is of digits, else an object. */
function columnType({ path }: OpTarget, { op, type }: DecodedField): FieldSchema | undefined {
  const [first] = path;
  if (first === undefined) return type;
  if (op?.op === 'unset') return undefined;
  return /^\d+$/.test(first) ? { type: 'Array' } : { type: 'Object' };
}

/** Two keys of one body may write into one column (`a.b`, `a.c`) when they agree on what it is. */
function addType(
  schema: ClassSchema,
  fields: Map<string, FieldSchema>,
  field: string,
  column: FieldSchema,
): void {
  const earlier = fields.get(field);
  if (earlier && !sameType(earlier, column))
    throw schemaMismatch(`${schema.className}.${field}`, earlier, column);
  fields.set(field, column);
}

/** Null and unset make no column, and relations have none in the row. */
function hasRowColumn(schema: ClassSchema, field: string): boolean {
  return Object.hasOwn(schema.fields, field) && schema.fields[field]?.type !== 'Relation';
}
