import { badPattern, type PatternReader } from './read-escape.js';

/** How often something may come: at least, and at most unless that is undefined. */
export interface Quantifier {
  readonly least: number;
  readonly most: number | undefined;
}

/** Reads a quantifier, if one stands here. Whether it is greedy makes no difference to there being a match. */
export function readQuantifier(reader: PatternReader): Quantifier | undefined {
  const [whole, sign, least = '', comma, most = ''] =
    /^(?:([*+?])|\{(\d{1,4})(,?)(\d{0,4})\})\??/.exec(reader.pattern.slice(reader.at, reader.at + 14)) ?? [];
  if (whole === undefined) return undefined;
  reader.at += whole.length;
  if (sign !== undefined) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : undefined };
  const from = Number(least);
  const to = comma !== ',' ? from : most === '' ? undefined : Number(most);
  if (from > MAX_REPEAT || (to !== undefined && (to > MAX_REPEAT || to < from))) {
    throw badPattern('invalid repeat count');
  }
  return { least: from, most: to };
}

/** The repetition of an atom; PostgreSQL counts up to 255, so higher numbers are written as a sequence. */
export function repeat(atom: string, { least, most }: Quantifier): string {
  if (most === undefined) {
    if (least <= 1) return `${atom}${least === 0 ? '*' : '+'}`;
    return `${times(atom, least, false)}${atom}*`;
  }
  const rest = most - least;
  const repeated = times(atom, least, false) + times(atom, rest, true);
  return repeated === '' ? '(?:)' : repeated;
}

const MAX_REPEAT = 1000;
const MAX_COUNT = 255;

function times(atom: string, count: number, optional: boolean): string {
  let result = '';
  for (let left = count; left > 0; left -= MAX_COUNT) {
    const part = Math.min(left, MAX_COUNT);
    result += optional ? `${atom}{0,${part}}` : `${atom}{${part}}`;
  }
  return result;
}
