import { removeFreeSpacing, type RegexSpec } from '@parse/core/adapter';
import { bracketOf, complement, ignoringCase, type CodePoints } from './code-points.js';
import type { UnicodeSets } from './named-sets.js';
import { readClass } from './read-class.js';
import { badPattern, readCharacter, readEscapedSet, type PatternReader } from './read-escape.js';
import { readQuantifier, repeat } from './read-quantifier.js';

/**
 * The pattern as an advanced regular expression of PostgreSQL that finds a match in the same texts, whatever the
 * locale of the database: characters are written as sets, case is spelled out, and there are no back-references and
 * no look-around but that of `\b`, so that PostgreSQL answers with its automaton. Fails with `invalid-query` on what
 * the bounded engine of core would refuse.
 */
export function translatePattern({ pattern, flags }: RegexSpec, unicode: UnicodeSets): string {
  const source = flags.includes('x') ? removeFreeSpacing(pattern) : pattern;
  const reader: PatternReader = { pattern: source, at: 0, unicode };
  const initial: Flags = { i: flags.includes('i'), m: flags.includes('m'), s: flags.includes('s') };
  const translated = readAlternatives(reader, initial, 0);
  if (reader.at < source.length) throw badPattern('unexpected )');
  // `w`: only `^` and `$` mind the ends of lines; those of the text are written `\A` and `\Z`.
  return `***:(?w)${translated}`;
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

/** Something to match: as a rule one atom, to which a quantifier can be added. */
interface Term {
  readonly source: string;
  /** Matches a place, not characters; repeating it means nothing. */
  readonly isPlace: boolean;
}

const MAX_DEPTH = 100;
const NEW_LINE: CodePoints = [[0x0a, 0x0a]];
const EMPTY = '(?:)';

function readAlternatives(reader: PatternReader, flags: Flags, depth: number): string {
  if (depth > MAX_DEPTH) throw badPattern('it is nested too deeply');
  const branches: string[] = [];
  let current = flags;
  let branch = '';
  while (reader.at < reader.pattern.length && reader.pattern.charAt(reader.at) !== ')') {
    if (reader.pattern.charAt(reader.at) === '|') {
      reader.at += 1;
      branches.push(branch === '' ? EMPTY : branch);
      branch = '';
      continue;
    }
    const changed = readFlags(reader, current);
    if (changed) current = changed;
    else branch += readRepeated(reader, current, depth);
  }
  branches.push(branch === '' ? EMPTY : branch);
  return branches.join('|');
}

/** Flags that hold from here to the end of the group: `(?i)`. */
function readFlags(reader: PatternReader, flags: Flags): Flags | undefined {
  const [whole, on = '', off = ''] =
    /^\(\?([imsU]*)(?:-([imsU]+))?\)/.exec(reader.pattern.slice(reader.at, reader.at + 20)) ?? [];
  if (whole === undefined) return undefined;
  reader.at += whole.length;
  return withFlags(flags, on, off);
}

function withFlags(flags: Flags, on: string, off: string): Flags {
  const flag = (name: keyof Flags) => (flags[name] || on.includes(name)) && !off.includes(name);
  return { i: flag('i'), m: flag('m'), s: flag('s') };
}

function readRepeated(reader: PatternReader, flags: Flags, depth: number): string {
  const term = readTerm(reader, flags, depth);
  const quantifier = readQuantifier(reader);
  if (!quantifier) return term.source;
  if (readQuantifier(reader)) throw badPattern('invalid nested repetition operator');
  if (!term.isPlace) return repeat(term.source, quantifier);
  return quantifier.least === 0 ? EMPTY : term.source;
}

function readTerm(reader: PatternReader, flags: Flags, depth: number): Term {
  const start = reader.at;
  const point = readCharacter(reader);
  switch (reader.pattern.charAt(start)) {
    case '.':
      return characters(flags.s ? complement([]) : complement(NEW_LINE));
    case '^':
      return place(flags.m ? '^' : '\\A');
    case '$':
      return place(flags.m ? '$' : '\\Z');
    case '[':
      return characters(readClass(reader, flags.i));
    case '(':
      return readGroup(reader, flags, depth);
    case '\\':
      return readEscape(reader, flags);
    case '*':
    case '+':
    case '?':
      throw badPattern('missing argument to repetition operator');
    default:
      return literal(point, flags);
  }
}

function readGroup(reader: PatternReader, flags: Flags, depth: number): Term {
  const opening = reader.pattern.slice(reader.at, reader.at + 80);
  const [whole, on = '', off = ''] = /^\?([imsU]*)(?:-([imsU]+))?:/.exec(opening) ?? [];
  const [named] = /^\?P?<[A-Za-z_]\w*>/.exec(opening) ?? [];
  if (opening.startsWith('?') && whole === undefined && named === undefined) {
    throw badPattern('look-around is not supported');
  }
  reader.at += (whole ?? named ?? '').length;
  const inside = readAlternatives(reader, withFlags(flags, on, off), depth + 1);
  if (reader.pattern.charAt(reader.at) !== ')') throw badPattern('missing closing )');
  reader.at += 1;
  return { source: `(?:${inside})`, isPlace: false };
}

function readEscape(reader: PatternReader, flags: Flags): Term {
  const letter = reader.pattern.charAt(reader.at);
  if (letter === 'Q') return readQuoted(reader, flags);
  const isPlace = PLACES.get(letter);
  if (isPlace !== undefined) {
    reader.at += 1;
    return place(isPlace);
  }
  const set = readEscapedSet(reader);
  if (!set)
    throw badPattern(/[1-9k]/.test(letter) ? 'back-references are not supported' : 'invalid escape sequence');
  return characters(flags.i ? ignoringCase(set) : set);
}

const WORD = '[0-9A-Za-z_]';
const PLACES: ReadonlyMap<string, string> = new Map([
  ['A', '\\A'],
  ['z', '\\Z'],
  ['b', `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`],
  ['B', `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`],
]);

/** A quoted text is many terms, of which a quantifier would take the last; it is read one character at a time. */
function readQuoted(reader: PatternReader, flags: Flags): Term {
  reader.at += 1;
  const close = reader.pattern.indexOf('\\E', reader.at);
  const end = close < 0 ? reader.pattern.length : close;
  const sources: string[] = [];
  while (reader.at < end) sources.push(literal(readCharacter(reader), flags).source);
  if (close >= 0) reader.at += 2;
  const last = sources.pop();
  if (last === undefined) return place(EMPTY);
  let source = last;
  const quantifier = readQuantifier(reader);
  if (quantifier) source = `(?:${repeat(last, quantifier)})`;
  return { source: `(?:${sources.join('')}${source})`, isPlace: false };
}

function literal(point: number, { i }: Flags): Term {
  const set: CodePoints = [[point, point]];
  const folded = i ? ignoringCase(set) : set;
  if (folded.length > 1 || point === 0) return characters(folded);
  const character = String.fromCodePoint(point);
  return {
    source: /[A-Za-z0-9\s\u0080-\u{10ffff}]/u.test(character) ? character : `\\${character}`,
    isPlace: false,
  };
}

function characters(set: CodePoints): Term {
  return { source: bracketOf(set), isPlace: false };
}

function place(source: string): Term {
  return { source, isPlace: true };
}
