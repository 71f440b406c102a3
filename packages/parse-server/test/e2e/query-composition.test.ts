import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';

describeOnEveryStorage('composed queries', (server) => {
  beforeAll(async () => {
    await Parse.Object.saveAll(
      [1, 2, 3, 4, 5].map((n) => new Parse.Object('Number', { n, even: n % 2 === 0 })),
    );
  });

  const numbers = (): Parse.Query => new Parse.Query('Number');
  const found = async (query: Parse.Query): Promise<readonly number[]> =>
    (await query.ascending('n').find()).map((each) => each.get('n'));

  test('or', async () => {
    expect(await found(Parse.Query.or(numbers().lessThan('n', 2), numbers().greaterThan('n', 4)))).toEqual([
      1, 5,
    ]);
  });

  test('and', async () => {
    expect(await found(Parse.Query.and(numbers().greaterThan('n', 1), numbers().lessThan('n', 4)))).toEqual([
      2, 3,
    ]);
  });

  test('nor', async () => {
    expect(await found(Parse.Query.nor(numbers().lessThan('n', 3), numbers().equalTo('even', true)))).toEqual(
      [3, 5],
    );
  });

  test('or inside and', async () => {
    const edges = Parse.Query.or(
      numbers().equalTo('n', 1),
      numbers().equalTo('n', 2),
      numbers().equalTo('n', 4),
    );
    expect(await found(Parse.Query.and(edges, numbers().equalTo('even', true)))).toEqual([2, 4]);
  });

  test('or takes further conditions', async () => {
    const query = Parse.Query.or(numbers().equalTo('n', 1), numbers().equalTo('n', 2)).equalTo('even', true);
    expect(await found(query)).toEqual([2]);
  });

  test('or with sort, limit and skip', async () => {
    const query = Parse.Query.or(numbers().lessThan('n', 3), numbers().greaterThan('n', 3)).descending('n');
    expect((await query.skip(1).limit(2).find()).map((each) => each.get('n'))).toEqual([4, 2]);
  });

  test('a query made from JSON does the same', async () => {
    const json = numbers().greaterThan('n', 3).toJSON();
    expect(await found(Parse.Query.fromJSON('Number', json))).toEqual([4, 5]);
  });

  test.each([
    ['in 1 day', 'lessThan', ['past', 'soon']],
    ['in 1 day', 'greaterThan', ['later']],
    ['now', 'greaterThan', ['soon', 'later']],
    ['1 hour ago', 'lessThan', ['past']],
    ['in 1 year 2 days 3 hours', 'lessThan', ['past', 'soon', 'later']],
  ] as const)('relative time %s, %s', async (text, method, names) => {
    const className = `Event_${text.replaceAll(' ', '_')}_${method}`;
    const hours = (count: number): Date => new Date(Number(server.clock.now()) + count * 3_600_000);
    await Parse.Object.saveAll([
      new Parse.Object(className, { name: 'past', at: hours(-2) }),
      new Parse.Object(className, { name: 'soon', at: hours(2) }),
      new Parse.Object(className, { name: 'later', at: hours(48) }),
    ]);
    const events = await new Parse.Query(className)
      [method]('at', { $relativeTime: text })
      .ascending('at')
      .find();
    expect(events.map((event) => event.get('name'))).toEqual(names);
  });

  test('a time that is none is refused', async () => {
    await new Parse.Object('Timed', { at: new Date() }).save();
    const query = new Parse.Query('Timed').lessThan('at', { $relativeTime: 'some day' });
    expect(await refusalOf(query.find())).toMatch(/^107 /);
  });
});
