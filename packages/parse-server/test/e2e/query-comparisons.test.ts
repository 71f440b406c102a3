import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';

const day = (number: number): Date => new Date(Date.UTC(2024, 0, number));

const rows: readonly Parse.Attributes[] = [
  { name: 'a', n: 1, at: day(1), ok: true, tags: ['red', 'blue'], nums: [1, 2, 3], map: { x: 1 } },
  { name: 'b', n: 2, at: day(2), ok: false, tags: ['red'], nums: [2], map: { x: 2 } },
  { name: 'c', n: 3, at: day(3), ok: true, tags: [], nums: [], map: { x: 3, y: { z: 'deep' } } },
  { name: 'd', n: null, tags: ['green', 'redwood'] },
  { name: 'e' },
];

type Build = (query: Parse.Query) => Parse.Query;

const cases: readonly (readonly [name: string, build: Build, expected: string])[] = [
  ['equalTo a number', (q) => q.equalTo('n', 2), 'b'],
  ['equalTo a string', (q) => q.equalTo('name', 'c'), 'c'],
  ['equalTo a boolean', (q) => q.equalTo('ok', true), 'ac'],
  ['equalTo a date', (q) => q.equalTo('at', day(2)), 'b'],
  ['equalTo an element of an array', (q) => q.equalTo('tags', 'red'), 'ab'],
  ['equalTo null finds null and unset', (q) => q.equalTo('n', null), 'de'],
  ['equalTo undefined finds unset', (q) => q.equalTo('at', undefined), 'de'],
  ['notEqualTo finds unset too', (q) => q.notEqualTo('n', 2), 'acde'],
  ['notEqualTo null', (q) => q.notEqualTo('n', null), 'abc'],
  ['notEqualTo an element of an array', (q) => q.notEqualTo('tags', 'red'), 'cde'],
  ['lessThan', (q) => q.lessThan('n', 2), 'a'],
  ['lessThanOrEqualTo', (q) => q.lessThanOrEqualTo('n', 2), 'ab'],
  ['greaterThan', (q) => q.greaterThan('n', 2), 'c'],
  ['greaterThanOrEqualTo', (q) => q.greaterThanOrEqualTo('n', 2), 'bc'],
  ['a range', (q) => q.greaterThan('n', 1).lessThan('n', 3), 'b'],
  ['a range of dates', (q) => q.greaterThanOrEqualTo('at', day(2)).lessThan('at', day(3)), 'b'],
  ['a range of strings', (q) => q.greaterThan('name', 'a').lessThanOrEqualTo('name', 'c'), 'bc'],
  ['a range on array elements', (q) => q.greaterThan('nums', 2), 'a'],
  ['containedIn', (q) => q.containedIn('n', [1, 3, 99]), 'ac'],
  ['containedIn nothing', (q) => q.containedIn('n', []), ''],
  ['containedIn with null', (q) => q.containedIn('n', [1, null]), 'ade'],
  ['containedIn over arrays', (q) => q.containedIn('tags', ['blue', 'green']), 'ad'],
  ['notContainedIn', (q) => q.notContainedIn('n', [1, 3]), 'bde'],
  ['notContainedIn nothing', (q) => q.notContainedIn('n', []), 'abcde'],
  ['notContainedIn over arrays', (q) => q.notContainedIn('tags', ['red']), 'cde'],
  ['containedBy', (q) => q.exists('tags').containedBy('tags', ['red', 'blue', 'pink']), 'abc'],
  ['containsAll', (q) => q.containsAll('tags', ['red', 'blue']), 'a'],
  ['containsAll of one', (q) => q.containsAll('nums', [2]), 'ab'],
  ['containsAll with an element twice', (q) => q.containsAll('tags', ['red', 'red']), 'ab'],
  ['containsAll of a number', (q) => q.containsAll('n', [2]), 'b'],
  ['containsAll of a string', (q) => q.containsAll('name', ['c']), 'c'],
  ['containsAll of a boolean', (q) => q.containsAll('ok', [true, true]), 'ac'],
  ['containsAll of a date', (q) => q.containsAll('at', [day(2)]), 'b'],
  ['containsAll of a nested key', (q) => q.containsAll('map.x', [3]), 'c'],
  ['containsAll of two values where there is one', (q) => q.containsAll('n', [2, 3]), ''],
  ['containsAll of nothing', (q) => q.containsAll('tags', []), ''],
  ['containsAll of null finds null and unset', (q) => q.containsAll('n', [null]), 'de'],
  ['containsAllStartingWith of a string', (q) => q.containsAllStartingWith('name', ['a', 'a']), 'a'],
  ['containsAllStartingWith', (q) => q.containsAllStartingWith('tags', ['re', 'bl']), 'a'],
  ['containsAllStartingWith of one', (q) => q.containsAllStartingWith('tags', ['red']), 'abd'],
  ['exists', (q) => q.exists('at'), 'abc'],
  ['doesNotExist', (q) => q.doesNotExist('at'), 'de'],
  ['exists and null', (q) => q.exists('tags').equalTo('n', null), 'd'],
  ['a nested key', (q) => q.equalTo('map.x', 2), 'b'],
  ['a range of a nested key', (q) => q.greaterThan('map.x', 1), 'bc'],
  ['a deeper key', (q) => q.equalTo('map.y.z', 'deep'), 'c'],
  ['existence of a nested key', (q) => q.exists('map.y'), 'c'],
  ['an index into an array', (q) => q.equalTo('tags.0', 'green'), 'd'],
  ['a field that no object has', (q) => q.equalTo('unheard', 1), ''],
  ['absence of a field that no object has', (q) => q.doesNotExist('unheard'), 'abcde'],
  ['conditions on several fields', (q) => q.equalTo('ok', true).greaterThan('n', 1), 'c'],
];

describeOnEveryStorage('comparisons', () => {
  beforeAll(async () => {
    await Parse.Object.saveAll(rows.map((row) => new Parse.Object('Row', row)));
  });

  test.each(cases)('%s', async (_name, build, expected) => {
    const query = build(new Parse.Query('Row')).ascending('name');
    expect((await query.find()).map((row) => row.get('name')).join('')).toBe(expected);
    expect(await query.count()).toBe(expected.length);
  });

  test('equalTo and containedIn with pointers', async () => {
    const [first, second] = await Parse.Object.saveAll([
      new Parse.Object('Owner'),
      new Parse.Object('Owner'),
    ]);
    await Parse.Object.saveAll([
      new Parse.Object('Owned', { n: 1, owner: first, all: [first, second] }),
      new Parse.Object('Owned', { n: 2, owner: second, all: [second] }),
    ]);
    const numbers = async (query: Parse.Query): Promise<unknown> =>
      (await query.ascending('n').find()).map((each) => each.get('n'));

    expect(await numbers(new Parse.Query('Owned').equalTo('owner', first))).toEqual([1]);
    expect(await numbers(new Parse.Query('Owned').notEqualTo('owner', first))).toEqual([2]);
    expect(await numbers(new Parse.Query('Owned').containedIn('owner', [first, second]))).toEqual([1, 2]);
    expect(await numbers(new Parse.Query('Owned').equalTo('all', first))).toEqual([1]);
    expect(await numbers(new Parse.Query('Owned').containsAll('all', [first, second]))).toEqual([1]);
  });

  test('objectId and the times are compared like any field', async () => {
    const rowA = await new Parse.Query('Row').equalTo('name', 'a').first();
    const byId = await new Parse.Query('Row').containedIn('objectId', [rowA?.id]).find();
    expect(byId.map((row) => row.get('name'))).toEqual(['a']);
    expect(await new Parse.Query('Row').lessThanOrEqualTo('createdAt', new Date()).count()).toBe(5);
    expect(await new Parse.Query('Row').greaterThan('updatedAt', new Date(Date.now() + 60_000)).count()).toBe(
      0,
    );
    expect(
      await new Parse.Query('Row').equalTo('createdAt', rowA?.createdAt).equalTo('name', 'a').count(),
    ).toBe(1);
  });
});
