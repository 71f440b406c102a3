import type { Json } from '@parse/core/adapter';

/**
 * JSON as a JSON column holds it: every text in it, keys included, is in the form of `storeText`, so that SQL
 * functions hand out texts as TEXT columns have them.
 */
export function storeJson(value: Json): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\u000')) return text;
  return text.replace(ESCAPES, (escape) => STORED.get(escape) ?? escape);
}

/** The value that `storeJson` made this of. */
export function readJson(stored: string): Json {
  const plain = !stored.includes('\\u0001');
  return JSON.parse(
    plain ? stored : stored.replace(STORED_ESCAPES, (escape) => READ.get(escape) ?? escape),
  ) as Json;
}

const STORED: ReadonlyMap<string, string> = new Map([
  ['\\u0000', '\\u0001\\u0001'],
  ['\\u0001', '\\u0001\\u0002'],
]);
const READ: ReadonlyMap<string, string> = new Map(Array.from(STORED, ([text, stored]) => [stored, text]));

/** Escapes of JSON text; an escaped backslash is one, so that what follows it is not taken for another. */
const ESCAPES = /\\(?:u[0-9a-f]{4}|.)/g;
const STORED_ESCAPES = /\\(?:u0001\\u000[12]|u[0-9a-f]{4}|.)/g;
