import type { RegexSpec } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';

/**
 * A client's pattern for the engine (PCRE2), which reads all of its syntax but one thing the same: there `$` also
 * matches before a line break that ends the text.
 */
export function translateRegex({ pattern, flags }: RegexSpec): BsonDocument {
  const options = flags.replace('u', '');
  const source = flags.includes('m') ? pattern : withStrictEnd(pattern);
  return { $regex: source, ...(options === '' ? {} : { $options: options }) };
}

/** What must be read as one: a quoted text, an escape, a class, or any other character. */
const TOKEN = /\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:\^?[a-z]+:\]|[^\]\\])*\]|[\s\S]/g;

function withStrictEnd(pattern: string): string {
  if (!pattern.includes('$')) return pattern;
  return pattern.replace(TOKEN, (token) => (token === '$' ? '\\z' : token));
}
