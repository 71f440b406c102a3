import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isJsonObject, nullMap, type Json, type JsonObject } from '../types/json.js';
import { isPointer, pointerTo } from '../types/object.js';
import type { FieldPath, LinkCondition, Subquery } from '../types/where.js';
import { FIND_PARAMETERS } from './find-parameters.js';

/** `$inQuery` and `$notInQuery`: `{ className, where, … }`. */
export function parseInQuery(
  key: FieldPath,
  operator: '$inQuery' | '$notInQuery',
  value: Json,
): LinkCondition {
  if (!isJsonObject(value) || !isWhere(value.where)) throw improper(operator);
  return { op: 'in-query', key, query: parseSubquery(operator, value), negated: operator === '$notInQuery' };
}

/** `$select` and `$dontSelect`: `{ query: { className, where?, … }, key }`. */
export function parseSelect(key: FieldPath, operator: '$select' | '$dontSelect', value: Json): LinkCondition {
  if (!isJsonObject(value) || Object.keys(value).length !== 2) throw improper(operator);
  const { query, key: queryKey } = value;
  if (!isJsonObject(query) || typeof queryKey !== 'string' || queryKey === '') throw improper(operator);
  if (query.where !== undefined && !isWhere(query.where)) throw improper(operator);
  const negated = operator === '$dontSelect';
  return { op: 'select', key, query: parseSubquery(operator, query), queryKey, negated };
}

/** `$relatedTo: { object: <Pointer>, key }`. The owner must be a pointer: anything else could name many. */
export function parseRelatedTo(value: Json): LinkCondition {
  if (!isJsonObject(value) || !isPointer(value.object) || typeof value.key !== 'string') {
    throw improper('$relatedTo');
  }
  const { className, objectId } = value.object;
  return { op: 'related-to', owner: pointerTo(className, objectId), relation: value.key };
}

/** Options that a find does not take are ignored here: clients have always been let send more. */
function parseSubquery(operator: string, query: JsonObject): Subquery {
  const { className, where } = query;
  if (typeof className !== 'string' || className === '') throw improper(operator);
  const options = nullMap();
  for (const option of Object.keys(query)) {
    if (option !== 'where' && FIND_PARAMETERS.has(option)) options[option] = query[option] ?? null;
  }
  return { className, where: where ?? {}, options };
}

function isWhere(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

function improper(operator: string): ParseError {
  return new ParseError(ErrorCode.InvalidQuery, `improper usage of ${operator}`);
}
