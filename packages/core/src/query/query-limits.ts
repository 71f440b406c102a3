import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isJsonArray, isJsonObject, type Json } from '../types/json.js';

/** How large a query may be. `-1` leaves a depth to the server's own ceiling. */
export interface QueryLimits {
  /** How deep `$or`, `$and` and `$nor` may nest, those of subqueries counted on. */
  readonly depth: number;
  /** How deep subqueries may nest. */
  readonly subqueryDepth?: number;
  /** How many conditions there may be, those of subqueries included. */
  readonly nodes?: number;
}

/**
 * Fails with InvalidQuery when a query is too deep or too large. Looks at the client's JSON itself, before anything
 * is made of it, in one pass without recursion; what follows may recurse over it.
 */
export function checkQueryLimits(input: Json, limits: QueryLimits): void {
  const ceilings = {
    depth: ceiling(limits.depth, MAX_DEPTH),
    subqueries: ceiling(limits.subqueryDepth ?? -1, MAX_DEPTH),
    nodes: limits.nodes ?? MAX_NODES,
  };
  const pending: Place[] = [{ value: input, isWhere: true, depth: 0, subqueries: 0, level: 0 }];
  let nodes = 0;
  for (let place = pending.pop(); place; place = pending.pop()) {
    if (place.depth > ceilings.depth) {
      throw tooDeep('Query condition nesting depth', ceilings.depth);
    }
    if (place.subqueries > ceilings.subqueries) throw tooDeep('Subquery nesting depth', ceilings.subqueries);
    if (place.level > MAX_LEVELS) throw tooDeep('Query value nesting depth', MAX_LEVELS);
    if (place.isWhere && isJsonObject(place.value)) nodes += Object.keys(place.value).length;
    if (nodes > ceilings.nodes) {
      throw new ParseError(
        ErrorCode.InvalidQuery,
        `Query exceeds the maximum of ${ceilings.nodes} conditions`,
      );
    }
    pushChildren(place, pending);
  }
}

/** One JSON value of a query and where it stands. */
interface Place {
  readonly value: Json;
  /** Its keys are field names and logical operators. */
  readonly isWhere: boolean;
  readonly depth: number;
  readonly subqueries: number;
  /** Levels of JSON above it. */
  readonly level: number;
}

/** What later recursion is safe with, and far beyond what a query needs. */
const MAX_DEPTH = 100;
const MAX_NODES = 10_000;
const MAX_LEVELS = 500;

const LOGICAL = new Set(['$or', '$and', '$nor']);
const SUBQUERIES = new Set(['$inQuery', '$notInQuery', '$select', '$dontSelect']);

function ceiling(limit: number, hard: number): number {
  return limit < 0 ? hard : Math.min(limit, hard);
}

function pushChildren(place: Place, pending: Place[]): void {
  const { value } = place;
  if (isJsonArray(value)) {
    for (const element of value) pending.push(below(place, element));
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) pushEntry(place, key, value[key] ?? null, pending);
  }
}

function pushEntry(place: Place, key: string, value: Json, pending: Place[]): void {
  if (place.isWhere && LOGICAL.has(key)) {
    const members = isJsonArray(value) ? value : [value];
    for (const member of members)
      pending.push({ ...below(place, member), isWhere: true, depth: place.depth + 1 });
    return;
  }
  pending.push(below(place, value));
  const where = SUBQUERIES.has(key) ? subqueryWhere(key, value) : undefined;
  if (where === undefined) return;
  pending.push({ ...below(place, where), isWhere: true, subqueries: place.subqueries + 1 });
}

/** The `where` of `{className, where}` or, for `$select`, of `{query: {className, where}, key}`. */
function subqueryWhere(operator: string, value: Json): Json | undefined {
  if (!isJsonObject(value)) return undefined;
  const query = operator.endsWith('elect') ? value.query : value;
  return isJsonObject(query) ? (query.where ?? null) : undefined;
}

function below({ depth, subqueries, level }: Place, value: Json): Place {
  return { value, isWhere: false, depth, subqueries, level: level + 1 };
}

function tooDeep(what: string, limit: number): ParseError {
  return new ParseError(ErrorCode.InvalidQuery, `${what} exceeds maximum allowed depth of ${limit}`);
}
