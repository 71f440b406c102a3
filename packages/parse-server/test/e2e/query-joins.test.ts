import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';

describeOnEveryStorage('queries over other queries', () => {
  beforeAll(async () => {
    const [berlin, paris, rome] = await Parse.Object.saveAll([
      new Parse.Object('Town', { name: 'Berlin', size: 3, rivers: ['Spree', 'Havel'] }),
      new Parse.Object('Town', { name: 'Paris', size: 2, rivers: [] }),
      new Parse.Object('Town', { name: 'Rome', size: 1 }),
    ]);
    await Parse.Object.saveAll([
      new Parse.Object('Club', {
        name: 'a',
        town: berlin,
        towns: [berlin, paris],
        city: 'Berlin',
        near: ['Havel'],
      }),
      new Parse.Object('Club', { name: 'b', town: paris, towns: [paris], city: 'Paris', near: [] }),
      new Parse.Object('Club', { name: 'c', city: 'Atlantis', river: 'Spree' }),
      new Parse.Object('Club', { name: 'd', town: rome, towns: [rome], city: 'Rome' }),
    ]);
    const club = await new Parse.Query('Club').equalTo('name', 'a').first();
    await new Parse.Object('Member', { name: 'm', club }).save();
  });

  const big = (): Parse.Query => new Parse.Query('Town').greaterThan('size', 1);
  const clubs = (): Parse.Query => new Parse.Query('Club').ascending('name');

  test.each<[name: string, build: () => Parse.Query, expected: string]>([
    ['matchesQuery', () => clubs().matchesQuery('town', big()), 'ab'],
    ['matchesQuery over an array of pointers', () => clubs().matchesQuery('towns', big()), 'ab'],
    ['doesNotMatchQuery', () => clubs().doesNotMatchQuery('town', big()), 'cd'],
    ['matchesKeyInQuery', () => clubs().matchesKeyInQuery('city', 'name', big()), 'ab'],
    ['doesNotMatchKeyInQuery', () => clubs().doesNotMatchKeyInQuery('city', 'name', big()), 'cd'],
    ['matchesKeyInQuery of lists', () => clubs().matchesKeyInQuery('river', 'rivers', big()), 'c'],
    ['matchesKeyInQuery of lists over lists', () => clubs().matchesKeyInQuery('near', 'rivers', big()), 'a'],
    ['doesNotMatchKeyInQuery of lists', () => clubs().doesNotMatchKeyInQuery('near', 'rivers', big()), 'bcd'],
    ['matchesQuery with a limit', () => clubs().matchesQuery('town', big().descending('size').limit(1)), 'a'],
    ['matchesQuery that finds nothing', () => clubs().matchesQuery('town', big().equalTo('name', 'x')), ''],
    [
      'doesNotMatchQuery of nothing',
      () => clubs().doesNotMatchQuery('town', big().equalTo('name', 'x')),
      'abcd',
    ],
    [
      'matchesQuery of a class nobody made',
      () => clubs().matchesQuery('town', new Parse.Query('Nothing')),
      '',
    ],
    [
      'both on one field',
      () =>
        clubs().matchesQuery('town', big()).doesNotMatchKeyInQuery('city', 'name', big().equalTo('size', 2)),
      'a',
    ],
  ])('%s', async (_name, build, expected) => {
    expect((await build().find()).map((club) => club.get('name')).join('')).toBe(expected);
    expect(await build().count()).toBe(expected.length);
  });

  test('queries nest', async () => {
    const inner = new Parse.Query('Club').matchesQuery(
      'town',
      new Parse.Query('Town').equalTo('name', 'Berlin'),
    );
    const members = await new Parse.Query('Member').matchesQuery('club', inner).find();
    expect(members.map((member) => member.get('name'))).toEqual(['m']);
  });

  test('a subquery inside an or', async () => {
    const found = await Parse.Query.or(
      new Parse.Query('Club').matchesQuery('town', big().equalTo('size', 3)),
      new Parse.Query('Club').doesNotExist('town'),
    )
      .ascending('name')
      .find();
    expect(found.map((club) => club.get('name')).join('')).toBe('ac');
  });
});
