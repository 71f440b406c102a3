import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteName, quoteText } from './quote.js';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '"',
    '""',
    "'",
    "''",
    '"; DROP TABLE x; --',
    "'); --",
    '\\',
    '`',
    '[',
    '😀',
    '\n',
    '$1',
    '?',
    ':a',
  ),
);
const withoutNul = hostile.filter((text) => !text.includes('\0'));

/** Reads a quoted token as SQL does: up to the first quote that is not doubled. */
function readQuoted(sql: string, quote: string): { readonly text: string; readonly rest: string } {
  expect(sql.startsWith(quote)).toBe(true);
  let text = '';
  let index = 1;
  while (index < sql.length) {
    if (sql[index] !== quote) text += sql.charAt(index);
    else if (sql[index + 1] === quote) text += sql.charAt(index++);
    else return { text, rest: sql.slice(index + 1) };
    index += 1;
  }
  throw new Error('the quote is not closed');
}

test.each([
  ['name', '"', quoteName],
  ['text', "'", quoteText],
] as const)('no %s leaves its quotes', (_what, quote, quoteIt) => {
  fc.assert(
    fc.property(
      withoutNul.filter((text) => text !== ''),
      (text) => {
        expect(readQuoted(`${quoteIt(text)} rest`, quote)).toEqual({ text, rest: ' rest' });
      },
    ),
    { numRuns: 1000 },
  );
});

test.each([
  ['a name with a NUL character', () => quoteName('a\0b')],
  ['a name without characters', () => quoteName('')],
  ['a text with a NUL character', () => quoteText('a\0b')],
])('%s is refused', (_what, quoteIt) => {
  expect(quoteIt).toThrow(expect.objectContaining({ kind: 'invalid-query' }));
});
