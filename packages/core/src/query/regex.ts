import { RE2JS } from 're2js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { RegexSpec } from '../types/where.js';
import { readLiteral, removeFreeSpacing } from './regex-text.js';

/**
 * Fails with InvalidQuery when a client's pattern does not compile on the bounded engine or its flags are not
 * letters of `imsxu`. Look-around and back-references are refused: no linear engine has them. A pattern that passes
 * is ready for `regexMatcher`.
 */
export function checkRegex(spec: RegexSpec): void {
  if (!/^[imsxu]*$/.test(spec.flags)) {
    throw new ParseError(ErrorCode.InvalidQuery, `Bad $options value for query: ${spec.flags.slice(0, 100)}`);
  }
  regexMatcher(spec);
}

/**
 * A test whether the pattern finds a match in a text, in time linear in the text's length. Compiled once per
 * `RegexSpec` object, however often it is asked for. What the JS SDK's `startsWith`, `endsWith` and `contains` send
 * is answered without an engine.
 */
export function regexMatcher(spec: RegexSpec): (text: string) => boolean {
  let matcher = matchers.get(spec);
  if (!matcher) {
    matcher = literalMatcher(spec) ?? compile(spec);
    matchers.set(spec, matcher);
  }
  return matcher;
}

/**
 * The text that every match of the pattern begins the string with, or undefined when none can be told, so that a
 * store may search a range of an index. Never the empty string.
 */
export function regexLiteralPrefix(spec: RegexSpec): string | undefined {
  if (/[imx]/.test(spec.flags)) return undefined;
  const literal = readLiteral(spec.pattern);
  if (!literal.anchoredStart || literal.branches || literal.text === '') return undefined;
  return literal.text;
}

const matchers = new WeakMap<RegexSpec, (text: string) => boolean>();

/** Patterns beyond these sizes have no use that a query would miss, and cost memory per state. */
const MAX_PATTERN_LENGTH = 10_000;
const MAX_PROGRAM_SIZE = 10_000;

function literalMatcher({ pattern, flags }: RegexSpec): ((text: string) => boolean) | undefined {
  if (/[imx]/.test(flags)) return undefined;
  const { text, anchoredStart, anchoredEnd, complete } = readLiteral(pattern);
  if (!complete || hasLoneSurrogate(text)) return undefined;
  if (anchoredStart && anchoredEnd) return (value) => value === text;
  if (anchoredStart) return (value) => value.startsWith(text);
  if (anchoredEnd) return (value) => value.endsWith(text);
  return (value) => value.includes(text);
}

/** A half of a character would match inside whole ones as plain text, never as a pattern. */
function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDFFF]/u.test(text);
}

function compile({ pattern, flags }: RegexSpec): (text: string) => boolean {
  if (pattern.length > MAX_PATTERN_LENGTH) throw badRegex('the pattern is too long');
  const source = flags.includes('x') ? removeFreeSpacing(pattern) : pattern;
  const regex = compileSource(source, engineFlags(flags));
  if (regex.programSize() > MAX_PROGRAM_SIZE) throw badRegex('the pattern is too complex');
  return (text) => regex.test(text);
}

function compileSource(source: string, flags: number): RE2JS {
  try {
    return RE2JS.compile(source, flags);
  } catch (cause) {
    throw badRegex(explain(source, cause), cause);
  }
}

function engineFlags(flags: string): number {
  return (
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0)
  );
}

function explain(source: string, cause: unknown): string {
  if (/\(\?<?[=!]/.test(source)) return 'look-around is not supported';
  if (/\\[1-9]|\\k/.test(source)) return 'back-references are not supported';
  const reason = cause instanceof Error ? cause.message : 'it does not compile';
  return reason.replace(/^error parsing regexp: /, '');
}

function badRegex(reason: string, cause?: unknown): ParseError {
  return new ParseError(ErrorCode.InvalidQuery, `Invalid regular expression: ${reason}`, { cause });
}
