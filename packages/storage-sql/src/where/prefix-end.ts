/**
 * The smallest text, by code point, above every text that begins with the prefix; undefined when there is none.
 */
export function prefixEnd(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    if (last < 0x10ffff) return String.fromCodePoint(...points, nextCharacter(last));
  }
  return undefined;
}

/** The next code point that is a character of its own, not half of one. */
function nextCharacter(point: number): number {
  return point === 0xd7ff ? 0xe000 : point + 1;
}
