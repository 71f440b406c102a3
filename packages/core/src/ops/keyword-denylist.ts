import { ConfigError } from '../errors/config-error.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { Json } from '../types/json.js';

/** One entry of the option `requestKeywordDenylist`: text or a regular expression, found anywhere in a key or value. */
export interface DeniedKeyword {
  readonly key?: string;
  readonly value?: string;
}

/**
 * Refuses (105) a key with its value when an entry matches both, or the one it names. Elements of arrays are
 * values without a key.
 */
export type KeywordScan = (key: string | undefined, value: Json) => void;

/** What the server refuses unless the option says otherwise. */
export const DEFAULT_DENYLIST: readonly DeniedKeyword[] = [
  { key: '_bsontype', value: 'Code' },
  { key: 'constructor' },
  { key: '__proto__' },
];

/** Prepares the list for scanning; patterns that do not compile are the operator's to mend. */
export function compileDenylist(entries: readonly DeniedKeyword[]): KeywordScan {
  const rules = entries
    .filter((entry) => entry.key !== undefined || entry.value !== undefined)
    .map((entry) => ({
      key: entry.key === undefined ? undefined : finder(entry.key),
      value: entry.value === undefined ? undefined : finder(entry.value),
      message: `Prohibited keyword in request data: ${JSON.stringify(entry)}.`,
    }));
  return (key, value) => {
    for (const rule of rules) {
      if (rule.key && (key === undefined || !rule.key(key))) continue;
      if (rule.value && !(isText(value) && rule.value(String(value)))) continue;
      throw new ParseError(ErrorCode.InvalidKeyName, rule.message);
    }
  };
}

function finder(pattern: string): (text: string) => boolean {
  if (/^\w*$/.test(pattern)) return (text) => text.includes(pattern);
  try {
    const regex = new RegExp(pattern);
    return (text) => regex.test(text);
  } catch (cause) {
    throw new ConfigError([
      `requestKeywordDenylist: ${JSON.stringify(pattern)} is not a regular expression (${String(cause)}).`,
    ]);
  }
}

function isText(value: Json): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
