import type { TextSearch } from '../types/where.js';

/**
 * Whether a text satisfies a search: it holds at least one of the words, every `"quoted phrase"`, and no `-word`.
 * Upper and lower case and accents make no difference unless the search says so. A search without words or phrases
 * finds nothing. Words are runs of letters, digits and underscores; no word forms are derived from one another, so
 * a store with a dictionary of `language` may find more.
 */
export function matchesText(text: string, search: TextSearch): boolean {
  return textScore(text, search) > 0;
}

/** How well a text satisfies a search; 0 when it does not. Comparable between texts of one search only. */
export function textScore(text: string, search: TextSearch): number {
  const query = parseTextSearch(search);
  const words = wordsOf(text, search);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  if (query.excluded.some((word) => counts.has(word))) return 0;
  const spaced = ` ${words.join(' ')} `;
  if (query.phrases.some((phrase) => !spaced.includes(phrase))) return 0;
  if (query.excludedPhrases.some((phrase) => spaced.includes(phrase))) return 0;
  let score = 0;
  for (const word of query.words) {
    const count = counts.get(word);
    if (count) score += 0.5 + (0.5 * count) / words.length;
  }
  return score;
}

/** What a search asks for, its words in the form of `wordsOf`. */
export interface ParsedTextSearch {
  /** Distinct words, those of phrases included. */
  readonly words: ReadonlySet<string>;
  readonly excluded: readonly string[];
  /** Words of a phrase with a blank before, between and after them. */
  readonly phrases: readonly string[];
  readonly excludedPhrases: readonly string[];
}

const parsedSearches = new WeakMap<TextSearch, ParsedTextSearch>();

/** The words and phrases of a search; read once per `TextSearch` object. */
export function parseTextSearch(search: TextSearch): ParsedTextSearch {
  let parsed = parsedSearches.get(search);
  if (!parsed) {
    parsed = parseSearch(search);
    parsedSearches.set(search, parsed);
  }
  return parsed;
}

/** A phrase (1: its minus, 2: its content) or a word (3: its minus, 4: its text). */
const TERMS = /(-?)"([^"]*)"|(-?)([^\s"]+)/g;

function parseSearch(search: TextSearch): ParsedTextSearch {
  const words = new Set<string>();
  const excluded: string[] = [];
  const phrases: string[] = [];
  const excludedPhrases: string[] = [];
  for (const [, phraseMinus, phrase, minus, word] of search.term.matchAll(TERMS)) {
    const found = wordsOf(phrase ?? word ?? '', search);
    if (found.length === 0) continue;
    if (phraseMinus === '-') excludedPhrases.push(` ${found.join(' ')} `);
    else if (minus === '-') excluded.push(...found);
    else for (const each of found) words.add(each);
    if (phrase !== undefined && phraseMinus === '') phrases.push(` ${found.join(' ')} `);
  }
  return { words, excluded, phrases, excludedPhrases };
}

/** The words of a text as a search compares them, in order: the definition a store's full text index must keep to. */
export function wordsOf(
  text: string,
  search: Pick<TextSearch, 'caseSensitive' | 'diacriticSensitive'>,
): readonly string[] {
  const marked = search.diacriticSensitive
    ? text.normalize('NFC')
    : text.normalize('NFD').replace(/\p{M}/gu, '');
  const folded = search.caseSensitive ? marked : marked.toLowerCase();
  return folded.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
}
