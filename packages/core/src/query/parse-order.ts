import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonArray, isJsonObject, type Json } from '../types/json.js';
import { TEXT_SCORE, type SortKey, type SortOrder, type TextScoreSort } from '../types/query.js';
import { resolveFieldPath } from './field-path.js';

/**
 * The order a client asked for: names with `-` for descending, `$score` for the score of a text search. Later
 * mentions of a field and fields no row can have are left out, for they decide nothing. Fails with InvalidKeyName.
 */
export function parseOrder(schema: ClassSchema, order: Json | undefined): SortOrder {
  if (order === undefined) return [];
  const keys = new Map<string, SortKey | TextScoreSort>();
  for (const term of orderTerms(order)) {
    const descending = term.startsWith('-');
    const name = descending ? term.slice(1) : term;
    if (keys.has(name)) continue;
    if (term === TEXT_SCORE) keys.set(term, { score: true });
    else keys.set(name, { key: sortPath(schema, name), descending });
  }
  return [...keys.values()].filter((key) => 'score' in key || key.key.schema !== undefined);
}

function orderTerms(order: Json): readonly string[] {
  if (order === null || order === '') return [];
  const terms: string[] = [];
  for (const term of isJsonArray(order) ? order : [order]) {
    for (const name of termText(term).split(',')) terms.push(name.trim());
  }
  return terms;
}

function termText(term: Json): string {
  if (isJsonObject(term)) return '[object Object]';
  return isJsonArray(term) ? '' : String(term);
}

function sortPath(schema: ClassSchema, name: string): SortKey['key'] {
  const key = name.startsWith('_') ? undefined : tryResolve(schema, name);
  if (!key || key.field === 'ACL') {
    throw new ParseError(ErrorCode.InvalidKeyName, `Invalid field name: ${name.slice(0, 100)}.`);
  }
  return key;
}

function tryResolve(schema: ClassSchema, name: string): SortKey['key'] | undefined {
  try {
    return resolveFieldPath(schema, name);
  } catch (error) {
    if (ParseError.isInstance(error)) return undefined;
    throw error;
  }
}
