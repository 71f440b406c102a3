import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRegex, regexLiteralPrefix, regexMatcher } from './regex.js';

function finds(pattern: string, text: string, flags = ''): boolean {
  return regexMatcher({ pattern, flags })(text);
}

describe('checkRegex', () => {
  test.each([
    ['(?=a)b', 'look-around is not supported'],
    ['(?<!a)b', 'look-around is not supported'],
    ['(a)\\1', 'back-references are not supported'],
    ['(', 'missing closing ): `(`'],
    ['[a', 'missing closing ]: `[a`'],
    ['a{2000}', 'invalid repeat count: `{2000}`'],
    ['a.'.repeat(5001), 'the pattern is too long'],
    ['(?:[a-z][0-9]){1000}'.repeat(6), 'the pattern is too complex'],
  ])('refuses %.20s', (pattern, reason) => {
    expect(() => {
      checkRegex({ pattern, flags: '' });
    }).toThrow(expect.objectContaining({ code: 102, message: `Invalid regular expression: ${reason}` }));
  });

  test('refuses unknown flags', () => {
    expect(() => {
      checkRegex({ pattern: 'a', flags: 'ig' });
    }).toThrow(expect.objectContaining({ code: 102, message: 'Bad $options value for query: ig' }));
  });

  test('fails with nothing but a ParseError on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('ab\\QE.^$*+?()[]{}|1,- #\n😀')) }),
        (pattern) => {
          try {
            checkRegex({ pattern, flags: 'x' });
            checkRegex({ pattern, flags: '' });
          } catch (error) {
            expect(error).toMatchObject({ name: 'ParseError', code: 102 });
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('regexMatcher', () => {
  test.each<[string, string, string, boolean]>([
    ['^\\Qa.b\\E', '', 'a.bc', true],
    ['^\\Qa.b\\E', '', 'axbc', false],
    ['\\Qa\\E\\\\E\\Qb\\E', '', 'xa\\Eb', true],
    ['\\Qabc\\E$', '', 'xabc', true],
    ['\\Qabc\\E$', '', 'abcx', false],
    ['^abc$', '', 'abc', true],
    ['^abc$', '', 'abc\n', false],
    ['abc*', '', 'xab', true],
    ['^ab?', '', 'a', true],
    ['a|b', '', 'b', true],
    ['^A', 'i', 'abc', true],
    ['^b', 'm', 'a\nb', true],
    ['^b', '', 'a\nb', false],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    ['a b # rest\n c', 'x', 'abc', true],
    ['a\\ b[ #]', 'x', 'a b#', true],
    ['a[[] b]', 'x', 'a[b]', true],
    ['[] a]#', 'x', ' ', true],
    ['[^] ]# no', 'x', ' ', false],
    ['\\Q a\\E b', 'x', ' ab', true],
    ['^.$', 'u', '😀', true],
    ['\ud83d', '', '😀', false],
    ['', '', '', true],
    ['\\.', '', 'a.b', true],
    ['\\d+', '', 'a12', true],
  ])('%j with flags %j on %j: %j', (pattern, flags, text, expected) => {
    expect(finds(pattern, text, flags)).toBe(expected);
  });

  test('finds literals wherever the text is, as string operations do', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\\', 'E', '$', '^', '😀') });
    const quote = (text: string): string => `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`;
    fc.assert(
      fc.property(piece, piece, (needle, text) => {
        fc.pre(!needle.endsWith('\\'));
        expect(finds(quote(needle), text)).toBe(text.includes(needle));
        expect(finds(`^${quote(needle)}`, text)).toBe(text.startsWith(needle));
        expect(finds(`${quote(needle)}$`, text)).toBe(text.endsWith(needle));
        expect(finds(`^${quote(needle)}$`, text)).toBe(text === needle);
        // A group is no literal any more, so this asks the engine the same.
        expect(finds(`(?:${quote(needle)})`, text)).toBe(text.includes(needle));
      }),
      { numRuns: 500 },
    );
  });

  test('agrees with JavaScript on the language both have', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(?:ab)', '\\.', '\\d', 'x');
    const repeated = fc
      .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{1,2}', '*?'))
      .map((parts) => parts.join(''));
    const sequence = fc.array(repeated, { maxLength: 4 }).map((parts) => parts.join(''));
    const pattern = fc
      .tuple(
        fc.constantFrom('', '^'),
        fc.array(sequence, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', '$'),
      )
      .map(([start, branches, end]) => `${start}${branches.join('|')}${end}`);
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'x', '.', '1', 'A', '\n') });
    const flags = fc.constantFrom('', 'i', 'm', 's', 'im', 'is');
    fc.assert(
      fc.property(pattern, flags, text, (source, letters, subject) => {
        expect(finds(source, subject, letters)).toBe(new RegExp(source, letters).test(subject));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    '(x+x+)+y',
    '(a|a)*$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(.*)*,(.*)*,(.*)*z',
    '(?:a?){500}a{500}',
  ])('ends on %s, where trying every way would not', (pattern) => {
    expect(finds(pattern, `${'x'.repeat(50_000)}!`)).toBeTypeOf('boolean');
    expect(finds(pattern, `${'a'.repeat(50_000)}!`)).toBeTypeOf('boolean');
  });
});

describe('regexLiteralPrefix', () => {
  test.each<[string, string, string | undefined]>([
    ['^abc', '', 'abc'],
    ['^\\Qa.b\\E', '', 'a.b'],
    ['^\\Qa.b\\E.*c', '', 'a.b'],
    ['^abc*', '', 'ab'],
    ['^ab\\Qcd\\E?', '', 'abc'],
    ['^a😀?', '', 'a'],
    ['^a{2}', '', undefined],
    ['^abc$', 's', 'abc'],
    ['^abc|d', '', undefined],
    ['abc', '', undefined],
    ['^abc', 'i', undefined],
    ['^abc', 'm', undefined],
    ['^.a', '', undefined],
    ['^', '', undefined],
  ])('%j with flags %j: %j', (pattern, flags, expected) => {
    expect(regexLiteralPrefix({ pattern, flags })).toBe(expected);
  });

  test('is what every match begins with', () => {
    const part = fc.constantFrom('a', 'b', '.', 'a*', 'b?', '[ab]', '|', '\\.', '(?:a)', '\\Qab\\E');
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.') });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), text, (parts, subject) => {
        const pattern = `^${parts.join('')}`;
        const prefix = regexLiteralPrefix({ pattern, flags: '' });
        fc.pre(prefix !== undefined && finds(pattern, subject));
        expect(subject.startsWith(prefix)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
