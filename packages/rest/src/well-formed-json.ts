/**
 * JSON text whose strings hold whole characters: a half of one, which only an escape can be, becomes U+FFFD, as text in
 * UTF-8 has it. Databases do so too, but each at another place, so that a text would not equal what was stored of it.
 */
export function wellFormedJson(text: string): string {
  return /\\u[dD][89a-fA-F]/.test(text) ? text.replaceAll(ESCAPE, wholeCharacter) : text;
}

/** Every escape, so that none is taken to begin at the end of another; the two halves of a character are one. */
const ESCAPE =
  /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[dD][89a-fA-F][\da-fA-F]{2}|\\[^]/g;

function wholeCharacter(escape: string): string {
  return escape.length === HALF.length ? HALF : escape;
}

const HALF = String.raw`\ufffd`;
