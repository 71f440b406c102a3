/** A set of characters: code points from and to, both included. */
export type CodePoints = readonly (readonly [number, number])[];

/** The last code point there is. */
export const LAST_CODE_POINT = 0x10ffff;

/** The set with its members in order and no two ranges that touch. */
export function normalized(set: CodePoints): CodePoints {
  const merged: [number, number][] = [];
  for (const [from, to] of set.toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Every character that is not in the set. */
export function complement(set: CodePoints): CodePoints {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [from, to] of normalized(set)) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST_CODE_POINT) rest.push([next, LAST_CODE_POINT]);
  return rest;
}

/**
 * The set with the other case of its letters. Of a range of thousands of characters only the ends count: such ranges
 * hold both cases of what is in them.
 */
export function ignoringCase(set: CodePoints): CodePoints {
  const folded: (readonly [number, number])[] = [...set];
  for (const [from, to] of set) {
    const last = to - from > MAX_FOLDED ? from : to;
    for (let point = from; point <= last; point += 1) {
      for (const other of otherCases(point)) folded.push([other, other]);
    }
    if (last < to) for (const other of otherCases(to)) folded.push([other, other]);
  }
  return normalized(folded);
}

const MAX_FOLDED = 5000;

function otherCases(point: number): readonly number[] {
  const character = String.fromCodePoint(point);
  const variants = [character.toLowerCase(), character.toUpperCase()];
  const found = variants.flatMap((variant) => {
    const [only, more] = Array.from(variant);
    return only !== undefined && more === undefined ? [only.codePointAt(0) ?? point] : [];
  });
  const special = SPECIAL_CASES.get(point);
  return special === undefined ? found : [...found, special];
}

/** The long s and the sign of Kelvin have an ordinary letter as their other case, which has another one itself. */
const SPECIAL_CASES: ReadonlyMap<number, number> = new Map([
  [0x4b, 0x212a],
  [0x6b, 0x212a],
  [0x53, 0x17f],
  [0x73, 0x17f],
]);

/** The set as a bracket expression of PostgreSQL. No text holds the NUL character, so it is left out. */
export function bracketOf(set: CodePoints): string {
  const ranges = normalized(set)
    .filter(([, to]) => to > 0)
    .map(([from, to]) => [Math.max(1, from), to] as const);
  if (ranges.length === 0) return `[^${escapePoint(1)}-${escapePoint(LAST_CODE_POINT)}]`;
  const members = ranges.map(([from, to]) =>
    from === to ? escapePoint(from) : `${escapePoint(from)}-${escapePoint(to)}`,
  );
  return `[${members.join('')}]`;
}

function escapePoint(point: number): string {
  return `\\U${point.toString(16).padStart(8, '0')}`;
}
