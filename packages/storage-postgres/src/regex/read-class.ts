import { complement, ignoringCase, type CodePoints } from './code-points.js';
import { POSIX_SETS } from './named-sets.js';
import { badPattern, readCharacter, readEscapedSet, type PatternReader } from './read-escape.js';

/** Reads a class such as `[^a-z\d]`, the place being behind its opening bracket. */
export function readClass(reader: PatternReader, ignoreCase: boolean): CodePoints {
  const { pattern } = reader;
  const negated = pattern.charAt(reader.at) === '^';
  if (negated) reader.at += 1;
  const members: (readonly [number, number])[] = [];
  for (let isFirst = true; isFirst || pattern.charAt(reader.at) !== ']'; isFirst = false) {
    if (reader.at >= pattern.length) throw badPattern('missing closing ]');
    members.push(...readMember(reader));
  }
  reader.at += 1;
  const set = ignoreCase ? ignoringCase(members) : members;
  return negated ? complement(set) : set;
}

function readMember(reader: PatternReader): CodePoints {
  const posix = readPosix(reader);
  if (posix) return posix;
  const from = readEnd(reader);
  const [only] = from;
  const isRange = /^-[^\]]/s.test(reader.pattern.slice(reader.at, reader.at + 2));
  if (!isRange || from.length !== 1 || !only || only[0] !== only[1]) return from;
  reader.at += 1;
  const [to] = readEnd(reader);
  if (!to || to[0] !== to[1] || to[0] < only[0]) throw badPattern('invalid character class range');
  return [[only[0], to[0]]];
}

function readPosix(reader: PatternReader): CodePoints | undefined {
  const [whole, caret, name = ''] =
    /^\[:(\^?)([a-z]+):\]/.exec(reader.pattern.slice(reader.at, reader.at + 20)) ?? [];
  if (whole === undefined) return undefined;
  const set = POSIX_SETS.get(name);
  if (!set) throw badPattern('there is no such class of characters');
  reader.at += whole.length;
  return caret === '^' ? complement(set) : set;
}

function readEnd(reader: PatternReader): CodePoints {
  if (reader.pattern.charAt(reader.at) !== '\\') {
    const point = readCharacter(reader);
    return [[point, point]];
  }
  reader.at += 1;
  const set = readEscapedSet(reader);
  if (!set) throw badPattern('invalid escape sequence');
  return set;
}
