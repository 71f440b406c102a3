import type { Json } from '@parse/core/adapter';

/** JSON text that PostgreSQL takes: a half of a character, which JSON can write and UTF-8 cannot, is replaced. */
export function storeJson(value: Json): string {
  const text = JSON.stringify(value);
  return text.includes('\\ud') ? text.replace(ESCAPES, wholeCharacter) : text;
}

/** `JSON.stringify` escapes halves of characters only, in lower case; an escaped backslash is an escape of its own. */
const ESCAPES = /\\(?:u[0-9a-f]{4}|.)/g;

function wholeCharacter(escape: string): string {
  return escape.startsWith('\\ud') ? '\ufffd' : escape;
}
