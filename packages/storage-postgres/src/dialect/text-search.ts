import { parseTextSearch, type TextSearch } from '@parse/core/adapter';
import type { Bind } from '@parse/storage-sql';
import { arrayLiteral } from './array-literal.js';

/** A text, and what makes the database fold its case beyond ASCII. */
export interface SearchedText {
  readonly text: string;
  readonly caseCollation: string;
}

type Spelling = Pick<TextSearch, 'caseSensitive' | 'diacriticSensitive'>;

/** The words of a text without case and accents, as an array: what the index of a text field is made on. */
export function indexedWords(searched: SearchedText): string {
  return wordsIn(searched, { caseSensitive: false, diacriticSensitive: false });
}

/** Whether the search finds the text; an index on `indexedWords` narrows it. */
export function textCondition(searched: SearchedText, search: TextSearch, bind: Bind): string {
  const query = parseTextSearch(search);
  if (query.words.size === 0) return 'FALSE';
  const loose = parseTextSearch({ ...search, caseSensitive: false, diacriticSensitive: false });
  const candidates = `${indexedWords(searched)} && ${bind(arrayLiteral([...loose.words]))}::text[]`;
  return `(${candidates} AND ${textScore(searched, search, bind)} > 0)`;
}

/** How well the text satisfies the search, as core's `textScore`. */
export function textScore(searched: SearchedText, search: TextSearch, bind: Bind): string {
  const query = parseTextSearch(search);
  const list = (values: Iterable<string>) => `${bind(arrayLiteral([...values]))}::text[]`;
  const excluded = `words && ${list(query.excluded)}`;
  const missingPhrase = `EXISTS (SELECT 1 FROM unnest(${list(query.phrases)}) AS phrase WHERE strpos(spaced, phrase) = 0)`;
  const excludedPhrase = `EXISTS (SELECT 1 FROM unnest(${list(query.excludedPhrases)}) AS phrase WHERE strpos(spaced, phrase) > 0)`;
  const counts = `SELECT count(*) AS times FROM unnest(words) AS word WHERE word = ANY(${list(query.words)}) GROUP BY word`;
  const score = `SELECT sum(0.5 + 0.5::double precision * times / cardinality(words)) FROM (${counts}) AS counted`;
  const refused = `${excluded} OR ${missingPhrase} OR ${excludedPhrase}`;
  const words = `SELECT words, ' ' || array_to_string(words, ' ') || ' ' AS spaced FROM (SELECT ${wordsIn(searched, search)} AS words) AS split`;
  return `(SELECT CASE WHEN ${refused} THEN 0 ELSE coalesce((${score}), 0) END FROM (${words}) AS searched)`;
}

/** The accents of Latin, Greek, Cyrillic, Hebrew and Arabic letters, as they stand by themselves. */
const MARKS = String.raw`[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]`;

function wordsIn({ text, caseCollation }: SearchedText, spelling: Spelling): string {
  const marked = spelling.diacriticSensitive
    ? `normalize(${text}, NFC)`
    : `regexp_replace(normalize(${text}, NFD), '${MARKS}', '', 'g')`;
  const folded = spelling.caseSensitive ? marked : `lower(${marked}${caseCollation})`;
  return `array_remove(regexp_split_to_array(${folded}${caseCollation}, '[^[:alnum:]_]+'), '')`;
}
