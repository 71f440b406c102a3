import { create, get, scenario, type Json, type JsonObject } from '../../dsl.js';

const rows = [1, 2, 3].map((n) => create('Item', { n, odd: n % 2 === 1 }));

const pipelines: readonly (readonly [string, Json])[] = [
  ['$group sums by a key', [{ $group: { _id: '$odd', total: { $sum: '$n' } } }, { $sort: { total: 1 } }]],
  [
    '$match and $project choose rows and fields',
    [{ $match: { n: { $gt: 1 } } }, { $project: { n: 1, _id: 0 } }, { $sort: { n: 1 } }],
  ],
  ['$count counts', [{ $count: 'all' }]],
  ['A stage that is none is refused', [{ $foo: 1 }]],
];

const asMaster = (query: JsonObject): ReturnType<typeof get> =>
  get('/aggregate/Item', query, { by: 'master' });

export const scenarios = [
  ...pipelines.map(([title, pipeline]) => scenario(title, [...rows, asMaster({ pipeline })])),
  scenario('distinct lists the values of a field', [
    ...rows,
    asMaster({ distinct: 'odd' }),
    asMaster({ distinct: 'n', where: { n: { $gt: 1 } } }),
  ]),
];
