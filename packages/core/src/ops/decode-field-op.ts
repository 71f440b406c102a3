import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { showValue } from '../errors/show-value.js';
import { inferField } from '../schema/infer-type.js';
import { schemaMismatch } from '../schema/schema-mismatch.js';
import type { FieldSchema } from '../types/class-schema.js';
import type { FieldOp, OpTarget, RelationOp } from '../types/field-op.js';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { isPointer, type PointerValue } from '../types/object.js';
import { decodeValue, type ValueRules } from './decode-value.js';
import { invalidWireValue } from './decode-wire-value.js';

/** What one key of a body asks for. `type` is that of the value written; undefined when it fits every column. */
export interface DecodedField {
  readonly op?: FieldOp;
  readonly relation?: RelationOp;
  readonly type: FieldSchema | undefined;
}

/** Decodes `{ "__op": … }`. Unknown operations are refused with 108, bad arguments with 107. */
export function decodeFieldOp(
  place: string,
  target: OpTarget,
  input: JsonObject,
  rules: ValueRules,
): DecodedField {
  const name = input.__op;
  switch (typeof name === 'string' ? name : '') {
    case 'Delete':
      return { op: { op: 'unset', target }, type: undefined };
    case 'Increment':
      return { op: { op: 'increment', target, amount: amountOf(input) }, type: { type: 'Number' } };
    case 'Add':
      return { op: { op: 'add', target, values: valuesOf(input, 'add', rules) }, type: { type: 'Array' } };
    case 'AddUnique':
      return {
        op: { op: 'add-unique', target, values: valuesOf(input, 'add', rules) },
        type: { type: 'Array' },
      };
    case 'Remove':
      return {
        op: { op: 'remove', target, values: valuesOf(input, 'remove', rules) },
        type: { type: 'Array' },
      };
    case 'SetOnInsert': {
      const value = decodeValue(input.amount ?? null, rules);
      return { op: { op: 'set-on-insert', target, value }, type: inferField(value) };
    }
    case 'AddRelation':
    case 'RemoveRelation':
      return decodeRelation(place, target, [input], rules);
    case 'Batch':
      return decodeRelation(place, target, batchOf(input), rules);
    default:
      throw unsupported(name);
  }
}

function amountOf({ amount }: JsonObject): number {
  if (typeof amount === 'number' && Number.isFinite(amount)) return amount;
  throw new ParseError(ErrorCode.InvalidJson, 'incrementing must provide a number');
}

function valuesOf({ objects }: JsonObject, verb: 'add' | 'remove', rules: ValueRules): readonly Json[] {
  const values = decodeValue(listOf(objects, `objects to ${verb} must be an array`), rules);
  return isJsonArray(values) ? values : [];
}

function batchOf({ ops }: JsonObject): readonly JsonObject[] {
  return listOf(ops, 'ops of a Batch must be an array').map((op) => {
    if (isJsonObject(op) && (op.__op === 'AddRelation' || op.__op === 'RemoveRelation')) return op;
    throw unsupported('Batch');
  });
}

/** Additions and removals of one relation; all members are of one class, that of the first. */
function decodeRelation(
  place: string,
  target: OpTarget,
  inputs: readonly JsonObject[],
  rules: ValueRules,
): DecodedField {
  const add: PointerValue[] = [];
  const remove: PointerValue[] = [];
  for (const { __op: name, objects } of inputs) {
    const verb = name === 'AddRelation' ? 'add' : 'remove';
    const members = listOf(objects, `objects to ${verb} must be an array`).map((member) =>
      memberOf(member, rules),
    );
    (verb === 'add' ? add : remove).push(...members);
  }
  const targetClass = (add[0] ?? remove[0])?.className;
  if (targetClass === undefined) return { type: undefined };
  const type: FieldSchema = { type: 'Relation', targetClass };
  const stranger = [...add, ...remove].find(({ className }) => className !== targetClass);
  if (stranger) throw schemaMismatch(place, type, { type: 'Relation', targetClass: stranger.className });
  if (target.path.length > 0) throw schemaMismatch(place, { type: 'Object' }, type);
  return { relation: { field: target.field, targetClass, add, remove }, type };
}

function memberOf(member: Json, rules: ValueRules): PointerValue {
  const pointer = decodeValue(member, rules);
  if (!isPointer(pointer)) throw invalidWireValue('Pointer');
  return pointer;
}

function listOf(value: Json | undefined, complaint: string): readonly Json[] {
  if (isJsonArray(value)) return value;
  throw new ParseError(ErrorCode.InvalidJson, complaint);
}

function unsupported(op: Json | undefined): ParseError {
  return new ParseError(ErrorCode.CommandUnavailable, `The ${showValue(op)} operator is not supported yet.`);
}
