import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isJsonArray, isJsonObject, type Json } from '../types/json.js';

/** A text parameter; undefined when absent, empty, or no text. */
export function readText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A yes-or-no parameter: absent, null, 0, false and the texts for these mean no. */
export function readFlag(value: Json | undefined): boolean {
  return Boolean(value) && value !== 'false' && value !== '0';
}

/**
 * A whole number of at least `least`; undefined when the parameter is absent, null or empty. Fails with
 * InvalidQuery.
 */
export function readWhole(name: string, value: Json | undefined, least = 0): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
  throw new ParseError(ErrorCode.InvalidQuery, `Invalid value for ${name}`);
}

/**
 * The names of a comma-separated text, or of a list of such texts, which in an address is JSON, without blanks around
 * them; undefined when the parameter is absent or null. What is no text names nothing.
 */
export function readNames(value: Json | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const given = typeof value === 'string' && value.startsWith('[') ? listIn(value) : value;
  const texts = isJsonArray(given) ? given : [given];
  return texts.flatMap((text) =>
    typeof text === 'string' ? text.split(',').map((name) => name.trim()) : [],
  );
}

/** The list that a text of JSON says; else the text. */
function listIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** The name or the key pattern of an index; undefined when absent. Fails with InvalidQuery. */
export function readHint(value: Json | undefined): string | Readonly<Record<string, number>> | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (isJsonObject(value)) {
    const entries = Object.entries(value);
    if (entries.length > 0 && entries.every(isIndexKey)) return Object.fromEntries(entries);
  }
  throw new ParseError(ErrorCode.InvalidQuery, 'Invalid value for hint');
}

function isIndexKey(entry: [string, Json]): entry is [string, number] {
  return typeof entry[1] === 'number' && !entry[0].startsWith('$');
}
