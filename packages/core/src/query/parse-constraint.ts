import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { sameJson } from '../schema/same-json.js';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { wireType } from '../types/object.js';
import type { Condition, FieldPath, ParsedWhere } from '../types/where.js';
import {
  allElements,
  badConstraint,
  containingElements,
  listElements,
  nowhere,
  type ConstraintContext,
} from './constraint-context.js';
import { parseGeoIntersects, parseGeoWithin, parseNear, parseWithin } from './parse-geo.js';
import { parseAllPatterns, parseRegex, parseRegexList, parseText } from './parse-pattern.js';
import { parseRelation } from './parse-relation.js';
import { parseInQuery, parseSelect } from './parse-subquery.js';
import { badAtom, comparableType, isLoose, parseValue } from './parse-value.js';
import { parseRelativeTime } from './relative-time.js';
import { andWhere } from './walk-where.js';

/** What a `where` says about one field: a value to equal, or an object of `$` operators that all must hold. */
export function parseConstraint(context: ConstraintContext, value: Json): ParsedWhere {
  const operators = isJsonObject(value) ? operatorNames(value) : [];
  if (context.key.schema?.type === 'Relation') return parseRelation(context.key, value, operators);
  if (!isJsonObject(value) || operators.length === 0) return parseEquality(context.key, value);
  return andWhere(...operators.map((operator) => parseOperator(context, operator, value)));
}

/** The operators of an object, or none when it is a plain value. An object cannot be both. */
function operatorNames(value: JsonObject): readonly string[] {
  const names = Object.keys(value);
  const operators = names.filter((name) => name.startsWith('$'));
  if (operators.length === 0 || operators.length === names.length) return operators;
  const plain = names.filter((name) => !name.startsWith('$'));
  throw badAtom(Object.fromEntries(plain.map((name) => [name, value[name] ?? null])));
}

function parseEquality(key: FieldPath, value: Json): Condition {
  if (typeof value === 'object' && value !== null && isUnusable(key, value)) {
    throw new ParseError(ErrorCode.InvalidJson, `You cannot use ${describe(value)} as a query parameter.`);
  }
  const isEmptyObject = isJsonObject(value) && Object.keys(value).length === 0;
  if (isEmptyObject && key.schema?.type === 'Object') return { op: 'equal', key, value };
  return isEmptyObject && !isLoose(key) ? nowhere(key) : equality(key, value);
}

/** Arrays, and objects that are no wire value, can be equalled below a column only, or when empty. */
function isUnusable(key: FieldPath, value: Json): boolean {
  if (key.path.length > 0) return false;
  if (!isJsonObject(value)) return true;
  return Object.keys(value).length > 0 && !comparableType(value);
}

function equality(key: FieldPath, value: Json): Condition {
  const wanted = parseValue(key, value);
  return wanted === undefined ? nowhere(key) : { op: 'equal', key, value: wanted };
}

function inequality(key: FieldPath, value: Json): Condition {
  const wanted = parseValue(key, value);
  return wanted === undefined ? { op: 'not-in', key, values: [] } : { op: 'not-equal', key, value: wanted };
}

function parseOperator(context: ConstraintContext, operator: string, constraint: JsonObject): ParsedWhere {
  const { key } = context;
  const value = constraint[operator] ?? null;
  rejectRelativeTime(operator, value);
  switch (operator) {
    case '$eq':
      return equality(key, value);
    case '$ne':
      return inequality(key, value);
    case '$lt':
      return parseRange(context, 'less', operator, value);
    case '$lte':
      return parseRange(context, 'less-or-equal', operator, value);
    case '$gt':
      return parseRange(context, 'greater', operator, value);
    case '$gte':
      return parseRange(context, 'greater-or-equal', operator, value);
    case '$in':
      return { op: 'in', key, values: parseValues(key, listElements(operator, value)) };
    case '$nin':
      return { op: 'not-in', key, values: parseValues(key, listElements(operator, value)) };
    case '$exists':
      if (typeof value === 'object' && value !== null) throw badAtom(value);
      return { op: 'exists', key, exists: Boolean(value) };
    case '$all':
      return parseAll(key, value);
    case '$containedBy':
      return parseContainedBy(key, value);
    case '$regex':
    case '$options':
      return parseRegex(context, operator, constraint);
    case '$text':
      return parseText(key, value);
    case '$inQuery':
    case '$notInQuery':
      return parseInQuery(key, operator, value);
    case '$select':
    case '$dontSelect':
      return parseSelect(key, operator, value);
    default:
      return parseGeoOperator(context, operator, constraint);
  }
}

function parseGeoOperator(context: ConstraintContext, operator: string, constraint: JsonObject): Condition {
  const { key } = context;
  const value = constraint[operator] ?? null;
  switch (operator) {
    case '$nearSphere':
      return parseNear(key, constraint, context.decidesOrder);
    case '$maxDistance':
    case '$maxDistanceInRadians':
    case '$maxDistanceInMiles':
    case '$maxDistanceInKilometers':
      if (Object.hasOwn(constraint, '$nearSphere')) return { op: 'everything' };
      break;
    case '$within':
      return parseWithin(key, value);
    case '$geoWithin':
      return parseGeoWithin(key, value);
    case '$geoIntersects':
      return parseGeoIntersects(key, value);
  }
  throw badConstraint(operator);
}

type RangeOperator = 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal';

const RANGES: ReadonlySet<string> = new Set(['$lt', '$lte', '$gt', '$gte']);

/** Null is as small and as great as null and unset, and comparable with nothing else. */
function parseRange(context: ConstraintContext, op: RangeOperator, operator: string, value: Json): Condition {
  const { key } = context;
  if (value === null) return op.endsWith('equal') ? { op: 'equal', key, value } : nowhere(key);
  const time = relativeTime(value);
  const limit = time === undefined ? parseValue(key, value) : parseTime(context, operator, time);
  if (limit === undefined || (typeof limit === 'object' && wireType(limit) !== 'Date')) return nowhere(key);
  return { op, key, value: limit };
}

function parseTime({ key, now }: ConstraintContext, operator: string, time: Json): Json {
  if (key.schema && key.schema.type !== 'Date' && key.path.length === 0) {
    throw new ParseError(ErrorCode.InvalidJson, '$relativeTime can only be used with Date field');
  }
  if (typeof time !== 'string' || time === '') throw badAtom({ $relativeTime: time });
  return parseRelativeTime(time, operator, now);
}

function relativeTime(value: Json): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, '$relativeTime') ? value.$relativeTime : undefined;
}

function rejectRelativeTime(operator: string, value: Json): void {
  if (RANGES.has(operator) || relativeTime(value) === undefined) return;
  throw new ParseError(
    ErrorCode.InvalidJson,
    '$relativeTime can only be used with the $lt, $lte, $gt, and $gte operators',
  );
}

function parseValues(key: FieldPath, values: readonly Json[]): readonly Json[] {
  const parsed: Json[] = [];
  for (const value of values) {
    const wanted = parseValue(key, value);
    if (wanted !== undefined) parsed.push(wanted);
  }
  return parsed;
}

/** A value that is no list counts as a list of it alone: what is wanted once is wanted as by equality. */
function parseAll(key: FieldPath, value: Json): ParsedWhere {
  const elements = allElements(value);
  const regexes = parseRegexList(elements);
  if (regexes) return parseAllPatterns(key, regexes);
  const values = parseValues(key, elements);
  const [first, ...others] = values;
  if (first === undefined || values.length < elements.length) return nowhere(key);
  // Of a list, equality speaks of the whole.
  const isOne = !isJsonArray(first) && others.every((other) => sameJson(first, other));
  if (isOne) return { op: 'equal', key, value: first };
  return canHoldArray(key) ? { op: 'contains-all', key, values } : nowhere(key);
}

function parseContainedBy(key: FieldPath, value: Json): Condition {
  const values = parseValues(key, containingElements(value));
  return canHoldArray(key) ? { op: 'contained-by', key, values } : nowhere(key);
}

function canHoldArray(key: FieldPath): boolean {
  return isLoose(key) || key.schema === undefined;
}

/** As JavaScript writes a value into a text, within bounds, and without calling what a client named `toString`. */
function describe(value: Json): string {
  if (isJsonArray(value)) return value.slice(0, 100).map(describeElement).join().slice(0, 1000);
  return isJsonObject(value) ? '[object Object]' : String(value);
}

function describeElement(value: Json): string {
  return value === null ? '' : describe(value);
}
