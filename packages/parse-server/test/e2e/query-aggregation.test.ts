import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';

describeOnEveryStorage('distinct and aggregate', (server) => {
  beforeAll(async () => {
    const shop = await new Parse.Object('Shop', { name: 'Corner' }).save();
    await Parse.Object.saveAll([
      new Parse.Object('Sale', {
        item: 'tea',
        price: 3,
        count: 2,
        tags: ['hot', 'drink'],
        shop,
        at: new Date(0),
      }),
      new Parse.Object('Sale', {
        item: 'tea',
        price: 4,
        count: 1,
        tags: ['cold', 'drink'],
        shop,
        at: new Date(1),
      }),
      new Parse.Object('Sale', { item: 'cake', price: 5, count: 3, tags: ['food'], at: new Date(2) }),
    ]);
  });
  const sales = (): Parse.Query => new Parse.Query('Sale');

  test('distinct lists every value once', async () => {
    expect((await sales().distinct('item')).toSorted()).toEqual(['cake', 'tea']);
    expect(await sales().equalTo('item', 'cake').distinct('price')).toEqual([5]);
  });

  test('distinct of an array lists its elements', async () => {
    expect((await sales().distinct('tags')).toSorted()).toEqual(['cold', 'drink', 'food', 'hot']);
  });

  test('distinct of a pointer lists pointers', async () => {
    const [shop] = await sales().distinct('shop');
    expect(shop).toMatchObject({ className: 'Shop' });
  });

  test.each<[name: string, pipeline: object[], expected: unknown]>([
    [
      '$group',
      [{ $group: { _id: '$item', total: { $sum: '$price' } } }, { $sort: { total: 1 } }],
      [
        { objectId: 'cake', total: 5 },
        { objectId: 'tea', total: 7 },
      ],
    ],
    [
      '$match',
      [{ $match: { item: 'tea' } }, { $group: { _id: null, n: { $sum: 1 } } }],
      [{ objectId: null, n: 2 }],
    ],
    [
      '$sort, $skip and $limit',
      [{ $sort: { price: -1 } }, { $skip: 1 }, { $limit: 1 }],
      [{ item: 'tea', price: 4 }],
    ],
    [
      '$project',
      [{ $match: { item: 'cake' } }, { $project: { sum: { $multiply: ['$price', '$count'] } } }],
      [{ sum: 15 }],
    ],
    [
      '$unwind',
      [{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }, { $match: { n: { $gt: 1 } } }],
      [{ objectId: 'drink', n: 2 }],
    ],
    ['$count', [{ $match: { price: { $gt: 3 } } }, { $count: 'n' }], [{ n: 2 }]],
    [
      '$max, $min and $avg',
      [{ $group: { _id: null, max: { $max: '$price' }, min: { $min: '$price' }, avg: { $avg: '$price' } } }],
      [{ max: 5, min: 3, avg: 4 }],
    ],
  ])('aggregate with %s', async (_name, pipeline, expected) => {
    expect(await sales().aggregate(pipeline)).toMatchObject(expected as object[]);
  });

  test('the conditions of the query come before the pipeline', async () => {
    const [row] = await sales()
      .equalTo('item', 'tea')
      .aggregate([{ $group: { _id: null, n: { $sum: 1 } } }]);
    expect(row).toMatchObject({ n: 2 });
  });

  test('an unknown stage is refused', async () => {
    expect(await refusalOf(sales().aggregate([{ $nonsense: {} }]))).toMatch(/^102 /);
  });

  test('without the master key aggregation is refused', async () => {
    const answer = await httpRequest(server, { path: '/aggregate/Sale?distinct=item' });
    expect(answer).toEqual({ status: 403, body: { error: 'Permission denied' } });
  });

  test('hint and comment are accepted', async () => {
    const found = await sales()
      .equalTo('item', 'tea')
      .hint('_id_')
      .comment('from the tests')
      .find({ useMasterKey: true });
    expect(found).toHaveLength(2);
  });

  test('explain answers with a plan, to the master key only', async () => {
    const plan: unknown = await sales().equalTo('item', 'tea').explain().find({ useMasterKey: true });
    expect(plan).toBeTypeOf('object');
    expect(await refusalOf(sales().explain().find())).toMatch(/^102 /);
  });
});
