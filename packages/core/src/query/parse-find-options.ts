import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { Json, JsonObject } from '../types/json.js';
import type { QueryHints, SortOrder } from '../types/query.js';
import { FIND_PARAMETERS } from './find-parameters.js';
import { readFlag, readHint, readText, readWhole } from './parameter.js';
import { parseOrder } from './parse-order.js';
import { parseSelection, type Selection, type SelectionLimits } from './parse-selection.js';

/** The parameters of a find or get as a client sent them: texts of a URL or JSON of a body. */
export type FindParameters = JsonObject;

/** How much a find may ask for. */
export interface FindRules {
  /** How many results a find without `limit` returns. */
  readonly defaultLimit: number;
  /** The most results any find returns. */
  readonly maxLimit: number | undefined;
  readonly requestComplexity: SelectionLimits;
}

/** The parameters of a find in checked form. */
export interface FindRequest extends Selection {
  /** The condition for `parseWhere`; `{}` when the client gave none. */
  readonly where: Json;
  /** The most results to return; 0: none, the client wants the count only. */
  readonly limit: number;
  readonly skip: number;
  readonly sort: SortOrder;
  readonly count: boolean;
  /** Answer with objects of the class this pointer or relation column refers to. */
  readonly redirectClassNameForKey: string | undefined;
  /** How to explain the query instead of answering it. Whether the caller may is not decided here. */
  readonly explain: true | string | undefined;
  readonly hints: QueryHints;
  /** The read preference for the objects that `include` adds. */
  readonly includeReadPreference: string | undefined;
  /** The read preference for the queries inside the query. */
  readonly subqueryReadPreference: string | undefined;
}

/**
 * Reads the parameters of a find. Fails with InvalidQuery on an unknown or unreadable one, with InvalidJson on a
 * `where` that is no JSON and with InvalidKeyName on an order by what is no field.
 */
export function parseFindOptions(schema: ClassSchema, input: FindParameters, rules: FindRules): FindRequest {
  const unknown = Object.keys(input).find((name) => !FIND_PARAMETERS.has(name));
  if (unknown !== undefined) throw invalid(`Invalid parameter for query: ${unknown.slice(0, 100)}`);
  // Of several mistakes the first of these is told.
  const explain = readExplain(input.explain);
  const where = readWhere(input.where);
  const limit = readLimit(input.limit, rules);
  const skip = readWhole('skip', input.skip) ?? 0;
  const sort = parseOrder(schema, input.order);
  const { fields, keys, excludeKeys, score, include } = parseSelection(
    schema,
    input,
    rules.requestComplexity,
  );
  return {
    where,
    limit,
    skip,
    sort,
    count: readFlag(input.count),
    fields,
    keys,
    excludeKeys,
    score,
    include,
    redirectClassNameForKey: readText(input.redirectClassNameForKey),
    includeReadPreference: readText(input.includeReadPreference),
    subqueryReadPreference: readText(input.subqueryReadPreference),
    explain,
    hints: readHints(input),
  };
}

const EXPLAIN_VERBOSITY: ReadonlySet<string> = new Set([
  'queryPlanner',
  'queryPlannerExtended',
  'executionStats',
  'allPlansExecution',
]);

/** The condition of a find: JSON, or the text of it as URLs have it. */
export function readWhere(value: Json | undefined): Json {
  if (value === undefined) return {};
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch (cause) {
    throw new ParseError(ErrorCode.InvalidJson, 'where parameter is not valid JSON', { cause });
  }
}

function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

/** A negative limit means the same as its amount, as it does in MongoDB. */
function readLimit(value: Json | undefined, rules: FindRules): number {
  const limit = readWhole('limit', value, -Number.MAX_SAFE_INTEGER) ?? rules.defaultLimit;
  return Math.min(Math.abs(limit), rules.maxLimit ?? Infinity);
}

function readExplain(value: Json | undefined): true | string | undefined {
  if (value === undefined || value === null || value === false || value === 'false') return undefined;
  if (value === true || value === 'true') return true;
  if (typeof value === 'string' && EXPLAIN_VERBOSITY.has(value)) return value;
  throw invalid('Invalid value for explain');
}

const NO_HINTS: QueryHints = {};

function readHints(input: JsonObject): QueryHints {
  const readPreference = readText(input.readPreference);
  const comment = readText(input.comment);
  const hint = readHint(input.hint);
  if (readPreference === undefined && comment === undefined && hint === undefined) return NO_HINTS;
  return {
    ...(readPreference === undefined ? {} : { readPreference }),
    ...(comment === undefined ? {} : { comment }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function invalid(message: string): ParseError {
  return new ParseError(ErrorCode.InvalidQuery, message);
}
