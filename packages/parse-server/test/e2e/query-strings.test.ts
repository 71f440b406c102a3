import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';

const texts = [
  'apple pie',
  'Apple juice',
  'pineapple',
  'a+b (c) [d] .*',
  'line one\nline two',
  'Ünï çödé',
] as const;

type Build = (query: Parse.Query) => Parse.Query;

const cases: readonly (readonly [name: string, build: Build, expected: readonly number[]])[] = [
  ['startsWith', (q) => q.startsWith('text', 'apple'), [0]],
  ['startsWith ignoring case', (q) => q.startsWith('text', 'apple', 'i'), [0, 1]],
  ['startsWith of special characters', (q) => q.startsWith('text', 'a+b (c'), [3]],
  ['endsWith', (q) => q.endsWith('text', 'apple'), [2]],
  ['endsWith of special characters', (q) => q.endsWith('text', '[d] .*'), [3]],
  ['contains', (q) => q.contains('text', 'apple'), [0, 2]],
  ['contains of special characters', (q) => q.contains('text', '.*'), [3]],
  ['contains of letters with marks', (q) => q.contains('text', 'çö'), [5]],
  ['matches', (q) => q.matches('text', /^a.*e$/), [0]],
  ['matches ignoring case', (q) => q.matches('text', /^apple/i), [0, 1]],
  ['matches with modifiers beside the pattern', (q) => q.matches('text', 'APPLE', 'i'), [0, 1, 2]],
  ['matches over lines', (q) => q.matches('text', /^line two$/m), [4]],
  ['matches with alternatives', (q) => q.matches('text', /juice|pie/), [0, 1]],
  ['matches with a class and a count', (q) => q.matches('text', /p{2}l[ae]/), [0, 1, 2]],
];

describeOnEveryStorage('searches in strings', () => {
  beforeAll(async () => {
    await Parse.Object.saveAll(texts.map((text, number) => new Parse.Object('Text', { text, number })));
  });

  test.each(cases)('%s', async (_name, build, expected) => {
    const found = await build(new Parse.Query('Text')).ascending('number').find();
    expect(found.map((each) => each.get('number'))).toEqual(expected);
  });

  test('a pattern that is none is refused', async () => {
    expect(await refusalOf(new Parse.Query('Text').matches('text', '(').find())).toMatch(/^102 /);
  });

  test('strings sort by character, capitals first', async () => {
    const sorted = await new Parse.Query('Text').ascending('text').find();
    expect(sorted.map((each) => each.get('number'))).toEqual([1, 3, 0, 4, 2, 5]);
  });
});

const dishes = [
  'coffee is a drink',
  'coffee and coffee cake',
  'tea for two',
  'Coffee shops serve tea',
] as const;

describeOnEveryStorage('full text search', () => {
  beforeAll(async () => {
    await Parse.Object.saveAll(dishes.map((text, number) => new Parse.Object('Dish', { text, number })));
  });

  const numbersOf = (found: readonly Parse.Object[]): readonly number[] =>
    found.map((each) => each.get('number'));

  test('fullText finds objects with the word in any case', async () => {
    const found = await new Parse.Query('Dish').fullText('text', 'coffee').find();
    expect(numbersOf(found).toSorted()).toEqual([0, 1, 3]);
  });

  test('fullText of two words finds objects with either', async () => {
    const found = await new Parse.Query('Dish').fullText('text', 'drink two').find();
    expect(numbersOf(found).toSorted()).toEqual([0, 2]);
  });

  test('sortByTextScore puts the best match first', async () => {
    const found = await new Parse.Query('Dish')
      .fullText('text', 'coffee')
      .sortByTextScore()
      .select('number')
      .find();
    expect(numbersOf(found)[0]).toBe(1);
    const scores = found.map((each) => Number(each.get('score')));
    expect(scores.every((score) => score > 0)).toBe(true);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(found.every((each) => each.get('text') === undefined)).toBe(true);
  });

  test('the order by score gives whole objects', async () => {
    const query = new Parse.Query('Dish').fullText('text', 'coffee').ascending('$score');
    const [best] = await query.find();
    expect(best?.attributes).toMatchObject({ text: dishes[1], number: 1 });
    expect(best?.has('score')).toBe(false);
  });

  test('a score without a search is refused', async () => {
    expect(await refusalOf(new Parse.Query('Dish').sortByTextScore().find())).toMatch(/^102 /);
  });

  test('fullText combines with other conditions', async () => {
    const found = await new Parse.Query('Dish').fullText('text', 'coffee').greaterThan('number', 0).find();
    expect(numbersOf(found).toSorted()).toEqual([1, 3]);
  });

  test('options of a wrong type are refused', async () => {
    const search = { $text: { $search: { $term: 'coffee', $caseSensitive: 'yes' } } };
    const query = new Parse.Query('Dish').withJSON({ where: { text: search } });
    expect(await refusalOf(query.find())).toMatch(/^107 /);
  });
});
