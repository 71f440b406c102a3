import { readLiteral, type RegexSpec } from '@parse/core/adapter';
import type { Bind } from '@parse/storage-sql';
import type { UnicodeSets } from './named-sets.js';
import { translatePattern } from './translate-pattern.js';

/**
 * Whether the pattern finds a match in the text. What the JS SDK's `startsWith`, `endsWith` and `contains` send is
 * answered by text functions.
 */
export function matchesRegex(text: string, regex: RegexSpec, unicode: UnicodeSets, bind: Bind): string {
  return matchesLiteral(text, regex, bind) ?? `${text} ~ ${bind(translatePattern(regex, unicode))}`;
}

function matchesLiteral(text: string, { pattern, flags }: RegexSpec, bind: Bind): string | undefined {
  if (/[imx]/.test(flags)) return undefined;
  const literal = readLiteral(pattern);
  if (!literal.complete) return undefined;
  const { anchoredStart, anchoredEnd } = literal;
  if (anchoredStart && anchoredEnd) return `${text} = ${bind(literal.text)}`;
  if (anchoredStart) return `starts_with(${text}, ${bind(literal.text)})`;
  if (anchoredEnd) return `right(${text}, ${Array.from(literal.text).length}) = ${bind(literal.text)}`;
  return `strpos(${text}, ${bind(literal.text)}) > 0`;
}
