import { StorageError } from '@parse/core/adapter';
import { complement, type CodePoints } from './code-points.js';
import { PERL_SETS, type UnicodeSets } from './named-sets.js';

/** A pattern that is being read. */
export interface PatternReader {
  readonly pattern: string;
  at: number;
  readonly unicode: UnicodeSets;
}

/** Reads the character at the place and goes on behind it. */
export function readCharacter(reader: PatternReader): number {
  const point = reader.pattern.codePointAt(reader.at) ?? 0;
  reader.at += point > 0xffff ? 2 : 1;
  return point;
}

/**
 * Reads an escape that stands for characters, the place being behind its backslash; undefined for one that stands for
 * something else.
 */
export function readEscapedSet(reader: PatternReader): CodePoints | undefined {
  const letter = reader.pattern.charAt(reader.at);
  const perl = PERL_SETS.get(letter.toLowerCase());
  if (perl) {
    reader.at += 1;
    return letter === letter.toLowerCase() ? perl : complement(perl);
  }
  if (letter === 'p' || letter === 'P') return readUnicodeSet(reader, letter === 'P');
  const point = readEscapedPoint(reader);
  return point === undefined ? undefined : [[point, point]];
}

/** The failure of a pattern; its text is shown to clients. */
export function badPattern(reason: string): StorageError {
  return new StorageError('invalid-query', `Invalid regular expression: ${reason}`);
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

function readEscapedPoint(reader: PatternReader): number | undefined {
  const letter = reader.pattern.charAt(reader.at);
  if (letter === '') throw badPattern('it ends with a backslash');
  const control = CONTROLS.get(letter);
  if (control !== undefined) {
    reader.at += 1;
    return control;
  }
  const rest = reader.pattern.slice(reader.at, reader.at + 12);
  const [hex, braced, digits] = /^x(?:\{([0-9A-Fa-f]{1,8})\}|([0-9A-Fa-f]{2}))/.exec(rest) ?? [];
  if (hex !== undefined) return readDigits(reader, hex, parseInt(braced ?? digits ?? '', 16));
  const [octal] = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest) ?? [];
  if (octal !== undefined) return readDigits(reader, octal, parseInt(octal, 8));
  if (/^[A-Za-z0-9]$/.test(letter)) return undefined;
  return readCharacter(reader);
}

function readDigits(reader: PatternReader, text: string, point: number): number {
  if (point > 0x10ffff) throw badPattern('there is no such character');
  reader.at += text.length;
  return point;
}

function readUnicodeSet(reader: PatternReader, negated: boolean): CodePoints {
  const rest = reader.pattern.slice(reader.at, reader.at + 60);
  const [whole = '', caret, braced, letter] = /^[pP](?:\{(\^?)([^}]*)\}|([A-Z]))/.exec(rest) ?? [];
  const set = reader.unicode(braced ?? letter ?? '');
  if (whole === '' || !set) throw badPattern('there is no such class of characters');
  reader.at += whole.length;
  return negated === (caret === '^') ? set : complement(set);
}
