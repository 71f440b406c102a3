import { create, date, get, pointer, scenario, type Json, type JsonObject } from '../../dsl.js';

const rows = [
  create('Team', { name: 'red' }, { name: 'red' }),
  create('Item', {
    n: 1,
    kind: 'a',
    tags: ['x', 'y'],
    map: { k: 1 },
    at: date('2024-01-01T00:00:00.000Z'),
    team: pointer('Team', '<red.objectId>'),
  }),
  create('Item', { n: 2, kind: 'b', tags: ['y'], map: { k: 2 }, at: date('2024-02-01T00:00:00.000Z') }),
  create('Item', { n: 3, kind: 'a', tags: [], map: { k: 3 } }),
];

const pipelines: readonly (readonly [string, Json])[] = [
  ['$sort and $limit give the first rows', [{ $sort: { n: -1 } }, { $limit: 2 }, { $project: { n: 1 } }]],
  ['$skip leaves rows out', [{ $sort: { n: 1 } }, { $skip: 1 }, { $project: { n: 1 } }]],
  ['$group of everything has no key', [{ $group: { _id: null, total: { $sum: '$n' } } }]],
  ['$group counts', [{ $group: { _id: '$kind', count: { $sum: 1 } } }, { $sort: { count: 1 } }]],
  [
    '$group finds the least, the greatest and the mean',
    [{ $group: { _id: null, min: { $min: '$n' }, max: { $max: '$n' }, avg: { $avg: '$n' } } }],
  ],
  [
    '$group by several keys',
    [{ $group: { _id: { kind: '$kind', n: '$n' }, count: { $sum: 1 } } }, { $sort: { '_id.n': 1 } }],
  ],
  ['$group needs an _id', [{ $group: { total: { $sum: '$n' } } }]],
  ['$group by objectId is refused', [{ $group: { objectId: '$kind' } }]],
  ['$match by a date', [{ $match: { at: { $gt: { $date: '2024-01-15T00:00:00.000Z' } } } }]],
  ['$match by an id', [{ $match: { objectId: 'nothing' } }]],
  ['$match by a pointer', [{ $match: { team: '<red.objectId>' } }, { $project: { n: 1 } }]],
  ['$match by a part', [{ $match: { 'map.k': { $gte: 2 } } }, { $sort: { n: 1 } }, { $project: { n: 1 } }]],
  ['$match by what is in a list', [{ $match: { tags: 'x' } }, { $project: { n: 1 } }]],
  [
    '$match with $or',
    [{ $match: { $or: [{ n: 1 }, { n: 3 }] } }, { $sort: { n: 1 } }, { $project: { n: 1 } }],
  ],
  [
    '$unwind makes a row of each element',
    [{ $unwind: '$tags' }, { $group: { _id: '$tags', c: { $sum: 1 } } }, { $sort: { _id: 1 } }],
  ],
  [
    '$unwind keeps rows with empty lists',
    [{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } }, { $count: 'c' }],
  ],
  [
    '$addFields computes',
    [{ $addFields: { twice: { $multiply: ['$n', 2] } } }, { $sort: { n: 1 } }, { $project: { twice: 1 } }],
  ],
  [
    '$project renames and computes',
    [{ $sort: { n: 1 } }, { $project: { _id: 0, m: '$n', big: { $gt: ['$n', 1] } } }],
  ],
  ['$project of dates and pointers', [{ $match: { n: 1 } }, { $project: { at: 1, team: 1, createdAt: 1 } }]],
  ['$sortByCount counts by value', [{ $sortByCount: '$kind' }]],
  [
    '$replaceRoot puts a part in place of the row',
    [{ $sort: { n: 1 } }, { $replaceRoot: { newRoot: '$map' } }],
  ],
  [
    '$facet runs pipelines side by side',
    [{ $facet: { few: [{ $match: { n: 1 } }, { $count: 'c' }], all: [{ $count: 'c' }] } }],
  ],
  ['$bucket sorts into ranges', [{ $bucket: { groupBy: '$n', boundaries: [0, 2, 5], default: 'more' } }]],
  [
    '$lookup joins',
    [
      { $lookup: { from: 'Team', localField: 'none', foreignField: 'name', as: 'teams' } },
      { $match: { n: 1 } },
      { $project: { c: { $size: '$teams' } } },
    ],
  ],
  ['$sample of one', [{ $sample: { size: 1 } }, { $count: 'c' }]],
  ['An empty pipeline gives all rows', []],
  ['A stage with two names is refused', [{ $match: { n: 1 }, $limit: 1 }]],
  ['A stage without a dollar is refused', [{ group: { _id: null } }]],
  ['A stage that is no object is refused', ['x']],
  ['A stage without a name is refused', [{}]],
];

const asMaster = (query: JsonObject): ReturnType<typeof get> =>
  get('/aggregate/Item', query, { by: 'master' });

export const scenarios = [
  ...pipelines.map(([title, pipeline]) => scenario(title, [...rows, asMaster({ pipeline })])),
  scenario('Stages may be parameters of their own', [
    ...rows,
    asMaster({ $group: { _id: '$kind', c: { $sum: 1 } }, $sort: { _id: 1 } }),
    asMaster({ $match: { n: 2 } }),
    asMaster({ $count: 'c' }),
  ]),
  scenario('A pipeline may be one object', [...rows, asMaster({ pipeline: { $match: { n: 2 } } })]),
  scenario('A parameter nobody knows is refused', [...rows, asMaster({ pipeline: [], foo: 1 })]),
  scenario('A class that is not there has no rows', [asMaster({ pipeline: [] })]),
  scenario('Only the master key aggregates', [
    ...rows,
    get('/aggregate/Item', { pipeline: [] }),
    get('/aggregate/Item', { pipeline: [{ $count: 'c' }] }, { by: 'readOnly' }),
  ]),
];
