import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { decodeFieldOp } from '../ops/decode-field-op.js';
import { assertNestedKey, decodeValue, type ValueRules } from '../ops/decode-value.js';
import type { FieldOp, OpTarget } from '../types/field-op.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';

/** A change of parameters, as the store applies it. */
export interface ConfigChange {
  readonly ops: readonly FieldOp[];
  /** What the request said about parameters. */
  readonly params: JsonObject;
}

/**
 * Reads `params` and `masterKeyOnly` of a request. Each parameter is written on its own; one that is set and not
 * said to be hidden is visible from then on, as it always was in Parse.
 */
export function parseConfigChange(body: JsonObject, rules: ValueRules): ConfigChange {
  const params = objectAt(body, 'params');
  const hidden = objectAt(body, 'masterKeyOnly');
  const ops = Object.keys(params).map((name) => parameterOp(name, params[name] ?? null, rules));
  for (const name of new Set([...Object.keys(params), ...Object.keys(hidden)])) {
    const isHidden = Object.hasOwn(hidden, name) && Boolean(hidden[name]);
    const [top = ''] = pathOf(name, rules);
    // A key inside a parameter says nothing about the parameter unless it says something.
    if (top === name || Object.hasOwn(hidden, name)) ops.push(flagOp(top, isHidden));
  }
  return { ops, params };
}

function parameterOp(name: string, value: Json, rules: ValueRules): FieldOp {
  const target: OpTarget = { field: 'params', path: pathOf(name, rules) };
  rules.denied?.(name, value);
  if (!isJsonObject(value) || !Object.hasOwn(value, '__op')) {
    return { op: 'set', target, value: decodeValue(value, rules) };
  }
  const { op } = decodeFieldOp(`_GlobalConfig.${name}`, target, value, rules);
  if (op) return op;
  throw new ParseError(ErrorCode.IncorrectType, `Parameter ${name} cannot be a relation.`);
}

function flagOp(name: string, value: boolean): FieldOp {
  return { op: 'set', target: { field: 'masterKeyOnly', path: [name] }, value };
}

/** `limits.day` is the key `day` inside parameter `limits`. */
function pathOf(name: string, rules: ValueRules): readonly string[] {
  const path = name.split('.');
  if (path.includes('') || path.length > rules.depth) {
    throw new ParseError(ErrorCode.InvalidKeyName, `Invalid parameter name: ${name.slice(0, 100)}.`);
  }
  for (const step of path) assertNestedKey(step);
  return path;
}

function objectAt(body: JsonObject, key: 'params' | 'masterKeyOnly'): JsonObject {
  const value = body[key] ?? {};
  if (isJsonObject(value)) return value;
  throw new ParseError(ErrorCode.InvalidJson, `${key} must be an object.`);
}
