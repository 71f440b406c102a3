import type { CodePoints } from './code-points.js';

/** What `\d`, `\s` and `\w` stand for: ASCII only. */
export const PERL_SETS: ReadonlyMap<string, CodePoints> = new Map<string, CodePoints>([
  ['d', [[0x30, 0x39]]],
  [
    's',
    [
      [0x09, 0x0a],
      [0x0c, 0x0d],
      [0x20, 0x20],
    ],
  ],
  [
    'w',
    [
      [0x30, 0x39],
      [0x41, 0x5a],
      [0x5f, 0x5f],
      [0x61, 0x7a],
    ],
  ],
]);

const UPPER = [0x41, 0x5a] as const;
const LOWER = [0x61, 0x7a] as const;
const DIGIT = [0x30, 0x39] as const;

/** What `[:alpha:]` and its like stand for: ASCII only. */
export const POSIX_SETS: ReadonlyMap<string, CodePoints> = new Map<string, CodePoints>([
  ['alnum', [DIGIT, UPPER, LOWER]],
  ['alpha', [UPPER, LOWER]],
  ['ascii', [[0, 0x7f]]],
  [
    'blank',
    [
      [0x09, 0x09],
      [0x20, 0x20],
    ],
  ],
  [
    'cntrl',
    [
      [0, 0x1f],
      [0x7f, 0x7f],
    ],
  ],
  ['digit', [DIGIT]],
  ['graph', [[0x21, 0x7e]]],
  ['lower', [LOWER]],
  ['print', [[0x20, 0x7e]]],
  [
    'punct',
    [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
  ],
  [
    'space',
    [
      [0x09, 0x0d],
      [0x20, 0x20],
    ],
  ],
  ['upper', [UPPER]],
  ['word', [DIGIT, UPPER, [0x5f, 0x5f], LOWER]],
  ['xdigit', [DIGIT, [0x41, 0x46], [0x61, 0x66]]],
]);

/** Finds the characters of a Unicode category or script, as `\p{…}` names them. */
export type UnicodeSets = (name: string) => CodePoints | undefined;

/** Sets made when first asked for and kept: looking at every character takes a moment. */
export function createUnicodeSets(): UnicodeSets {
  const sets = new Map<string, CodePoints>();
  return (name) => {
    const known = sets.get(name);
    if (known) return known;
    const test = unicodeTest(name);
    if (!test) return undefined;
    const set = pointsOf(test);
    sets.set(name, set);
    return set;
  };
}

function unicodeTest(name: string): RegExp | undefined {
  if (!/^[A-Z][A-Za-z_]*$/.test(name)) return undefined;
  for (const property of [`General_Category=${name}`, `Script=${name}`]) {
    try {
      return new RegExp(`^\\p{${property}}$`, 'u');
    } catch {
      // Not a name of this kind.
    }
  }
  return undefined;
}

function pointsOf(test: RegExp): CodePoints {
  const set: (readonly [number, number])[] = [];
  let from = -1;
  for (let point = 0; point <= 0x110000; point += 1) {
    const isMember = point < 0x110000 && test.test(String.fromCodePoint(point));
    if (isMember && from < 0) from = point;
    else if (!isMember && from >= 0) {
      set.push([from, point - 1]);
      from = -1;
    }
  }
  return set;
}
