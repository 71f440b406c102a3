/**
 * Text as a TEXT column holds it. SQLite's interface ends a text at its first NUL, so that character is written as
 * two others; the order of texts stays what it was.
 */
export function storeText(text: string): string {
  return SPECIAL.test(text) ? text.replaceAll(ESCAPE, ESCAPED_ESCAPE).replaceAll('\0', ESCAPED_NUL) : text;
}

/** The text that `storeText` made this of. */
export function readText(stored: string): string {
  if (!stored.includes(ESCAPE)) return stored;
  return stored.replace(PAIR, (pair) => (pair === ESCAPED_NUL ? '\0' : ESCAPE));
}

const ESCAPE = '\u0001';
const ESCAPED_NUL = '\u0001\u0001';
const ESCAPED_ESCAPE = '\u0001\u0002';
const SPECIAL = new RegExp(`[\\0${ESCAPE}]`);
const PAIR = new RegExp(`${ESCAPE}.`, 'gs');
