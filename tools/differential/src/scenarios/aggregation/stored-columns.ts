import { acl, create, get, scenario, type JsonObject, type Step } from '../../dsl.js';

const byMaster = { by: 'master' } as const;

const rows: readonly Step[] = [
  create('Item', { n: 1 }, byMaster),
  create('Item', { n: 2, ACL: acl({ '*': 'r' }) }, byMaster),
  create('Item', { n: 3, ACL: {} }, byMaster),
];

const inOrder: JsonObject = { $sort: { n: 1 } };

const ways: readonly (readonly [string, JsonObject])[] = [
  ['Raw values are those of the store', { pipeline: [inOrder], rawValues: true }],
  ['Raw names are those of the store', { pipeline: [inOrder], rawFieldNames: true }],
  ['Raw values and names show the store', { pipeline: [inOrder], rawValues: true, rawFieldNames: true }],
  ['Rows are matched by who reads them', { pipeline: [{ $match: { _rperm: '*' } }, inOrder] }],
  [
    'Rows are pushed into a list',
    { pipeline: [inOrder, { $group: { _id: null, all: { $push: '$$ROOT' } } }] },
  ],
  ['Rows are put into facets', { pipeline: [{ $facet: { all: [inOrder] } }] }],
  [
    'Rows are joined with rows',
    {
      pipeline: [
        { $match: { n: 2 } },
        { $lookup: { from: 'Item', localField: 'n', foreignField: 'n', as: 'same' } },
      ],
    },
  ],
];

export const scenarios = ways.map(([title, query]) =>
  scenario(title, [...rows, get('/aggregate/Item', query, byMaster)]),
);
