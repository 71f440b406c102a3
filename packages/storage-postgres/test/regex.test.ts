import fc from 'fast-check';
import {
  regexMatcher,
  resolveFieldPath,
  StorageError,
  type ClassSchema,
  type StorageAdapter,
} from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresStorage } from '../src/index.js';
import { testContext } from './test-context.js';

// PostgreSQL finds a match exactly where core's bounded engine does.

const schema: ClassSchema = {
  className: 'Text',
  fields: { objectId: { type: 'String' }, v: { type: 'String' } },
  permissions: {},
  indexes: {},
};
const key = resolveFieldPath(schema, 'v');

const texts = [
  '',
  'a',
  'A',
  'b',
  'ab',
  'aab',
  'a b',
  'a\nb',
  '\n',
  'x\ny\nz',
  'ä',
  'Ä',
  'ÄÖ',
  'ſ',
  'K',
  'k',
  '😀',
  'a😀b',
  '0',
  '12',
  'a1_',
  '-',
  ']',
  '^a',
  'a.b',
  'a\\b',
  '$',
  'ΑΒΓ',
  'αβγ',
  '\t',
  'foo bar',
  'foo_bar',
  'a'.repeat(300),
  '\u2028',
];

let storage: StorageAdapter;
beforeAll(async () => {
  const { uri } = await freshDatabase('postgres');
  storage = postgresStorage({ uri });
  await storage.open(testContext);
  await storage.createClass(schema);
  for (const [index, v] of texts.entries()) await storage.insert(schema, { objectId: String(index), v });
});
afterAll(() => storage.close());

async function found(pattern: string, flags: string): Promise<readonly string[]> {
  const rows = await storage.find(schema, { op: 'regex', key, regex: { pattern, flags } }, {});
  return rows.map(({ v }) => (typeof v === 'string' ? v : '')).toSorted();
}

function expected(pattern: string, flags: string): readonly string[] {
  const matches = regexMatcher({ pattern, flags });
  return texts.filter((text) => matches(text)).toSorted();
}

const flags = fc.subarray(['i', 'm', 's']).map((letters) => letters.join(''));

test.each<[string, string]>([
  ['', ''],
  ['|a', ''],
  ['a|', ''],
  ['()', ''],
  ['(?:)*b', ''],
  ['^$', ''],
  ['^$', 'm'],
  ['^*a', ''],
  ['$+', 'm'],
  ['(?i)ä', ''],
  ['(?i:Ä)ö', ''],
  ['(?i:Ä)Ö', ''],
  ['a(?i)B', ''],
  ['(?s).b', ''],
  ['(?m)^y$', ''],
  ['(?-i)a', 'i'],
  ['\\bfoo\\b', ''],
  ['\\Boo', ''],
  ['\\Aa\\z', ''],
  ['[[:alpha:]]', ''],
  ['[^[:space:]\\d]', ''],
  ['[^\\W_]', ''],
  ['[]a]', ''],
  ['[^]a]', ''],
  ['[a-]', ''],
  ['[\\x{3b1}-\\x{3c9}]', 'i'],
  ['[^a]', 'i'],
  ['k', 'i'],
  ['s', 'i'],
  ['\\p{L}', ''],
  ['\\PL', ''],
  ['\\p{Greek}', ''],
  ['\\p{^Lu}', ''],
  ['[\\p{Lu}\\d]', ''],
  ['\\x41|\\101', ''],
  ['a{2,3}?b', ''],
  ['a{300}', ''],
  ['^a{0,299}$', ''],
  ['a{,2}', ''],
  ['a{2', ''],
  ['\\Qa.b\\E', ''],
  ['\\Qa\\E+b', ''],
  ['(?P<name>a)b', ''],
  ['(?<name>a)b', ''],
  ['.', ''],
  ['😀', ''],
  ['a.b', 's'],
  ['\\$', ''],
])('/%s/%s', async (pattern, letters) => {
  expect(await found(pattern, letters)).toEqual(expected(pattern, letters));
});

const atoms = fc.constantFrom(
  'a',
  'b',
  'ä',
  'K',
  '.',
  '\\d',
  '\\w',
  '\\S',
  '\\b',
  '\\.',
  '[a-c]',
  '[^a]',
  '[ä-ö]',
  '^',
  '$',
  '\n',
  ' ',
  '\\n',
  '😀',
  '_',
);
const patterns = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    atoms,
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => one + other),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(?:${one}|${other})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?'))
      .map(([inner, quantifier]) => `(${inner})${quantifier}`),
    fc
      .tuple(fc.constantFrom('i', 's', 'm', '-i'), tie('pattern'))
      .map(([flag, inner]) => `(?${flag}:${inner})`),
  ),
})).pattern;

test('generated patterns find what core finds', async () => {
  await fc.assert(
    fc.asyncProperty(patterns, flags, async (pattern, letters) => {
      expect(await found(pattern, letters)).toEqual(expected(pattern, letters));
    }),
    { numRuns: 1000 },
  );
});

test.each(['(?=a)', '(?<!a)b', '(a)\\1', 'a**', '[', '(', '\\', 'a{1001}', '[b-a]', '\\p{Nope}', '*'])(
  '/%s/ is refused',
  async (pattern) => {
    const failure = await found(pattern, '').catch((error: unknown) => error);
    expect(StorageError.isInstance(failure) && failure.kind).toBe('invalid-query');
  },
);
