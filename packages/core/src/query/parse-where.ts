import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../types/json.js';
import type { ParsedWhere } from '../types/where.js';
import { resolveFieldPath } from './field-path.js';
import { parseConstraint } from './parse-constraint.js';
import { parseRelatedTo } from './parse-subquery.js';
import { checkQueryLimits, type QueryLimits } from './query-limits.js';
import { andWhere } from './walk-where.js';

/** What a query may contain. */
export interface QueryRules extends QueryLimits {
  /** Whether `$regex` may be used. */
  readonly allowRegex: boolean;
  /** Whether internal columns (`_hashed_password`) may be named: for the master and maintenance keys only. */
  readonly internalFields: boolean;
  /** Whether the reason is told when a logical operator has no list: where errors are not sanitised. */
  readonly tellsReason?: boolean;
  /** What `$relativeTime` counts from; absent: the time of the call. */
  readonly now?: Date;
}

/**
 * The condition that a client's `where` states about objects of a class. Fails with a ParseError on everything that
 * is not a query, before anything else is done with it. Every value in the result fits its column, or the leaf holds
 * no values at all (`in` without values), so that stores need not expect a number in a text column; columns and
 * paths that do not exist stay. Text, geo and array conditions stand on columns that can satisfy them.
 */
export function parseWhere(schema: ClassSchema, input: Json, rules: QueryRules): ParsedWhere {
  checkQueryLimits(input, rules);
  return parseConditions(
    { schema, rules, now: rules.now ?? new Date(), decidesOrder: true },
    entriesOf(input),
  );
}

interface WhereContext {
  readonly schema: ClassSchema;
  readonly rules: QueryRules;
  readonly now: Date;
  /** Whether the conditions hold for every result, so that `$nearSphere` can order them. */
  readonly decidesOrder: boolean;
}

/** The empty array, which PHP clients send, is the empty query; others have numbers for names. */
function entriesOf(input: Json): JsonObject {
  if (isJsonArray(input)) return Object.fromEntries(input.entries());
  if (isJsonObject(input)) return input;
  throw new ParseError(ErrorCode.InvalidJson, 'where parameter is not valid JSON');
}

function parseConditions(context: WhereContext, where: JsonObject): ParsedWhere {
  return andWhere(...Object.keys(where).map((key) => parseEntry(context, key, where[key] ?? null)));
}

function parseEntry(context: WhereContext, key: string, value: Json): ParsedWhere {
  switch (key) {
    case '$or':
      return { op: 'or', nodes: parseBranches({ ...context, decidesOrder: false }, key, value) };
    case '$and':
      return { op: 'and', nodes: parseBranches(context, key, value) };
    case '$nor':
      return { op: 'nor', nodes: parseBranches({ ...context, decidesOrder: false }, key, value) };
    case '$relatedTo':
      return parseRelatedTo(value);
    default:
      return parseField(context, key, value);
  }
}

function parseBranches(context: WhereContext, operator: string, value: Json): readonly ParsedWhere[] {
  if (!isJsonArray(value)) throw denied(context, `${operator} must be an array`);
  if (value.length === 0) {
    throw new ParseError(
      ErrorCode.InvalidQuery,
      `Bad ${operator} format - use an array of at least 1 value.`,
    );
  }
  return value.map((branch) => {
    if (typeof branch !== 'object' || branch === null)
      throw denied(context, `${operator} must be an array of objects`);
    return parseConditions(context, entriesOf(branch));
  });
}

/** Not even the maintenance key may guess a hash letter by letter. */
const PASSWORD_HASH = '_hashed_password';

function parseField(context: WhereContext, name: string, value: Json): ParsedWhere {
  if (name.startsWith('_') && !(context.rules.internalFields && !name.startsWith(PASSWORD_HASH))) {
    throw new ParseError(ErrorCode.InvalidKeyName, `Invalid key name: ${name.slice(0, 100)}`);
  }
  const key = resolveFieldPath(context.schema, name);
  if (key.field === 'ACL') throw new ParseError(ErrorCode.InvalidQuery, 'Cannot query on ACL.');
  const { allowRegex } = context.rules;
  return parseConstraint({ key, allowRegex, now: context.now, decidesOrder: context.decidesOrder }, value);
}

/** The shape of logical operators is answered like a refusal, so the reason may be for the log only. */
function denied({ rules }: WhereContext, logMessage: string): ParseError {
  const message = rules.tellsReason ? logMessage : 'Permission denied';
  return new ParseError(ErrorCode.InvalidQuery, message, { logMessage });
}
