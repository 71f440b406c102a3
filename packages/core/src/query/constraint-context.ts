import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isJsonArray, type Json } from '../types/json.js';
import type { Condition, FieldPath } from '../types/where.js';

/** What the parsers of single operators need to know. */
export interface ConstraintContext {
  readonly key: FieldPath;
  readonly allowRegex: boolean;
  readonly now: Date;
  /** Whether a `$nearSphere` here orders the results. */
  readonly decidesOrder: boolean;
}

/** The leaf no row satisfies that still tells which field was asked about, for the checks of field rights. */
export function nowhere(key: FieldPath): Condition {
  return { op: 'in', key, values: [] };
}

/** The elements of a `$in` or `$nin` list, of which arrays count as their elements. Fails with InvalidJson. */
export function listElements(operator: string, value: Json): readonly Json[] {
  if (!isJsonArray(value)) throw new ParseError(ErrorCode.InvalidJson, `bad ${operator} value`);
  return value.some(isJsonArray) ? value.flatMap((element) => element) : value;
}

/** The elements of an `$all` list. Fails with InvalidJson. */
export function allElements(value: Json): readonly Json[] {
  if (!isJsonArray(value)) throw new ParseError(ErrorCode.InvalidJson, 'bad $all value');
  return value;
}

/** The elements of a `$containedBy` list. Fails with InvalidJson. */
export function containingElements(value: Json): readonly Json[] {
  if (isJsonArray(value)) return value;
  throw new ParseError(ErrorCode.InvalidJson, 'bad $containedBy: should be an array');
}

/** The error for an operator that is none, or not here. */
export function badConstraint(operator: string): ParseError {
  return new ParseError(ErrorCode.InvalidJson, `bad constraint: ${operator.slice(0, MAX_ECHO)}`);
}

const MAX_ECHO = 100;
