import { describe, expect, test } from 'vitest';
import { matchesText, textScore } from './text-search.js';

function search(term: string, more: { caseSensitive?: boolean; diacriticSensitive?: boolean } = {}) {
  return { term, caseSensitive: false, diacriticSensitive: false, ...more };
}

describe('matchesText', () => {
  const text = 'The quick-witted Fox, crème brûlée & _x1';

  test.each<[string, boolean]>([
    ['fox', true],
    ['FOX dog', true],
    ['dog', false],
    ['fo', false],
    ['creme', true],
    ['BRULEE', true],
    ['quick witted', true],
    ['"quick witted"', true],
    ['"witted quick"', false],
    ['"quick wit"', false],
    ['fox -dog', true],
    ['fox -quick', false],
    ['fox -"witted fox"', false],
    ['fox -"fox witted"', true],
    ['-dog', false],
    ['', false],
    ['"" - ... ', false],
    ['"the quick" dog', true],
    ['_x1', true],
    ['"unclosed fox', true],
  ])('%j: %j', (term, expected) => {
    expect(matchesText(text, search(term))).toBe(expected);
  });

  test('minds case and accents when told to', () => {
    expect(matchesText(text, search('fox', { caseSensitive: true }))).toBe(false);
    expect(matchesText(text, search('Fox', { caseSensitive: true }))).toBe(true);
    expect(matchesText(text, search('creme', { diacriticSensitive: true }))).toBe(false);
    expect(matchesText(text, search('cre\u0300me', { diacriticSensitive: true }))).toBe(true);
  });
});

test('a text scores higher the more of the words it holds and the more often', () => {
  const query = search('red fox');
  const scores = ['red fox', 'red fox ran far off', 'red bear', 'blue bear'].map((text) =>
    textScore(text, query),
  );
  expect(scores).toEqual(scores.slice().sort((a, b) => b - a));
  expect(scores.at(-1)).toBe(0);
});
