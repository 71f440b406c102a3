import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isJsonObject, type Json, type JsonObject } from '../types/json.js';
import type { Condition, FieldPath, ParsedWhere, RegexSpec, TextSearch } from '../types/where.js';
import { nowhere, type ConstraintContext } from './constraint-context.js';
import { isLoose } from './parse-value.js';
import { checkRegex } from './regex.js';
import { andWhere } from './walk-where.js';

/** `$regex` with its `$options`, met under either name; the condition comes from the former. */
export function parseRegex(
  { key, allowRegex }: ConstraintContext,
  operator: '$regex' | '$options',
  constraint: JsonObject,
): Condition {
  if (!Object.hasOwn(constraint, '$regex')) throw badRegex('$options can only be used with $regex');
  if (!allowRegex) throw badRegex('$regex operator is not allowed');
  const regex = readRegex(constraint);
  if (operator === '$options') return { op: 'everything' };
  return canHoldText(key) ? { op: 'regex', key, regex } : nowhere(key);
}

/** Every pattern of an `$all` list is looked for by itself, in a text or among the elements of a list. */
export function parseAllPatterns(key: FieldPath, regexes: readonly RegexSpec[]): ParsedWhere {
  if (!canHoldText(key)) return nowhere(key);
  return andWhere(...regexes.map((regex): Condition => ({ op: 'regex', key, regex })));
}

/** The patterns of an `$all` list when it is one of patterns; undefined when it is one of values. */
export function parseRegexList(values: readonly Json[]): readonly RegexSpec[] | undefined {
  const patterns = values.filter(
    (value): value is JsonObject => isJsonObject(value) && Object.hasOwn(value, '$regex'),
  );
  if (patterns.length === 0) return undefined;
  if (patterns.length > MAX_PATTERNS) throw badRegex(`$all takes at most ${MAX_PATTERNS} patterns`);
  if (patterns.length === values.length) return patterns.map(readRegex);
  throw new ParseError(
    ErrorCode.InvalidJson,
    `All $all values must be of regex type or none: ${values.map(printElement).join().slice(0, 1000)}`,
  );
}

/** Every pattern is a search of its own through the whole list. */
const MAX_PATTERNS = 1000;

/** `$text: { $search: { $term, $language?, $caseSensitive?, $diacriticSensitive? } }`. */
export function parseText(key: FieldPath, value: Json): Condition {
  const search = isJsonObject(value) ? value.$search : undefined;
  if (!isJsonObject(search)) throw badText('$search', 'object');
  const { $term: term, $language: language } = search;
  if (typeof term !== 'string') throw badText('$term', 'string');
  if (language && typeof language !== 'string') throw badText('$language', 'string');
  const parsed: TextSearch = {
    term,
    ...(typeof language === 'string' && language !== '' ? { language } : {}),
    caseSensitive: readFlag(search, '$caseSensitive'),
    diacriticSensitive: readFlag(search, '$diacriticSensitive'),
  };
  return canHoldText(key) ? { op: 'text', key, search: parsed } : nowhere(key);
}

const FLAGS = ['i', 'm', 's', 'x', 'u'] as const;

function readRegex(constraint: JsonObject): RegexSpec {
  const { $regex: pattern, $options: options } = constraint;
  if (typeof pattern !== 'string') throw badRegex('$regex value must be a string');
  if (options !== undefined && typeof options !== 'string') throw badRegex('$options value must be a string');
  if (options !== undefined && !/^[imxsu]+$/.test(options)) {
    throw badRegex(`Bad $options value for query: ${options.slice(0, 100)}`);
  }
  const flags = FLAGS.filter((flag) => options?.includes(flag)).join('');
  const regex: RegexSpec = { pattern, flags };
  checkRegex(regex);
  return regex;
}

/** Null counts as absent. */
function readFlag(search: JsonObject, name: string): boolean {
  const flag = search[name] ?? false;
  if (typeof flag !== 'boolean') throw badText(name, 'boolean');
  return flag;
}

function canHoldText(key: FieldPath): boolean {
  return isLoose(key) || key.schema === undefined || key.schema.type === 'String';
}

function printElement(value: Json): string {
  if (!isJsonObject(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  return typeof value.$regex === 'string' ? `/${value.$regex}/` : '[object Object]';
}

function badRegex(message: string): ParseError {
  return new ParseError(ErrorCode.InvalidQuery, message);
}

function badText(name: string, type: string): ParseError {
  return new ParseError(ErrorCode.InvalidJson, `bad $text: ${name}, should be ${type}`);
}
