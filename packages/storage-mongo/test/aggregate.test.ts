import { systemSchema, type ClassSchema, type JsonObject, type StorageAdapter } from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mongoStorage } from '../src/index.js';
import { testContext } from './support/test-context.js';

const iso = '2020-01-01T00:00:00.000Z';
const author = { __type: 'Pointer', className: 'Author', objectId: 'u1' };
const fields = {
  objectId: { type: 'String' },
  createdAt: { type: 'Date' },
  updatedAt: { type: 'Date' },
  ACL: { type: 'ACL' },
} as const;
const authors: ClassSchema = {
  className: 'Author',
  fields: { ...fields, name: { type: 'String' } },
  permissions: {},
  indexes: {},
};
const posts: ClassSchema = {
  className: 'Post',
  fields: {
    ...fields,
    n: { type: 'Number' },
    at: { type: 'Date' },
    place: { type: 'GeoPoint' },
    author: { type: 'Pointer', targetClass: 'Author' },
  },
  permissions: {},
  indexes: {},
};

let storage: StorageAdapter;

beforeAll(async () => {
  const { uri } = await freshDatabase('mongo');
  storage = mongoStorage({ uri, watchClasses: false });
  await storage.open(testContext);
  await storage.createClass(authors);
  await storage.createClass(posts);
  await storage.insert(authors, { objectId: 'u1', name: 'Ann', createdAt: iso, updatedAt: iso });
  const place = { __type: 'GeoPoint', latitude: 1, longitude: 2 };
  const at = { __type: 'Date', iso };
  await storage.insert(posts, { objectId: 'p1', n: 1, at, place, author, createdAt: iso, updatedAt: iso });
  await storage.insert(posts, { objectId: 'p2', n: 2, author, createdAt: iso, updatedAt: iso });
});
afterAll(() => storage.close());

describe("pipelines over Parse's names", () => {
  test.each<[string, readonly JsonObject[], readonly JsonObject[]]>([
    [
      'operators that queries lack',
      [{ $match: { n: { $mod: [2, 0] } } }, { $project: { n: 1 } }],
      [{ objectId: 'p2', n: 2 }],
    ],
    [
      'pointers compared in expressions',
      [{ $match: { $expr: { $eq: ['$author', author] } } }, { $count: 'n' }],
      [{ n: 2 }],
    ],
    [
      'names of MongoDB',
      [{ $match: { _p_author: 'Author$u1', n: 1 } }, { $project: { _p_author: 1 } }],
      [{ objectId: 'p1', author }],
    ],
    ['a group by pointer', [{ $group: { _id: '$author', n: { $sum: '$n' } } }], [{ objectId: 'u1', n: 3 }]],
    [
      'columns kept by a projection',
      [{ $match: { n: 1 } }, { $project: { place: 1, at: 1 } }],
      [
        {
          objectId: 'p1',
          place: { __type: 'GeoPoint', latitude: 1, longitude: 2 },
          at: { __type: 'Date', iso },
        },
      ],
    ],
    [
      'columns dropped by a projection',
      [{ $match: { n: 2 } }, { $project: { author: 0, createdAt: 0, updatedAt: 0 } }],
      [{ objectId: 'p2', n: 2 }],
    ],
    [
      'a computed field',
      [{ $match: { n: 2 } }, { $project: { _id: 0, when: '$createdAt' } }],
      [{ when: { __type: 'Date', iso } }],
    ],
    ['extended dates', [{ $match: { at: { $lte: { $date: iso } } } }, { $count: 'n' }], [{ n: 1 }]],
    [
      'a look-up by pointer',
      [
        { $match: { n: 1 } },
        { $lookup: { from: 'Author', localField: 'author', foreignField: 'objectId', as: 'who' } },
        { $project: { who: 1 } },
      ],
      [{ objectId: 'p1', who: [{ objectId: 'u1', name: 'Ann', createdAt: iso, updatedAt: iso }] }],
    ],
    [
      'facets',
      [{ $facet: { all: [{ $count: 'n' }], first: [{ $match: { n: 1 } }, { $project: { author: 1 } }] } }],
      [{ all: [{ n: 2 }], first: [{ objectId: 'p1', author }] }],
    ],
  ])('%s', async (_name, pipeline, results) => {
    expect(await storage.aggregate(posts, pipeline, {})).toEqual(results);
  });
});

test('rows that point back are looked up by the objectId they refer to', async () => {
  const [result] = await storage.aggregate(
    authors,
    [{ $lookup: { from: 'Post', localField: 'objectId', foreignField: 'author', as: 'posts' } }],
    {},
  );
  expect(result?.posts).toHaveLength(2);
});

test('what is stored can be asked for', async () => {
  const pipeline = [{ $match: { at: { $lte: { $date: iso } } } }];
  expect(await storage.aggregate(posts, pipeline, { rawValues: true, rawFieldNames: true })).toEqual([
    {
      _id: 'p1',
      n: 1,
      at: { $date: '2020-01-01T00:00:00Z' },
      place: [2, 1],
      _p_author: 'Author$u1',
      _created_at: { $date: '2020-01-01T00:00:00Z' },
      _updated_at: { $date: '2020-01-01T00:00:00Z' },
    },
  ]);
  const [named] = await storage.aggregate(posts, [{ $match: { n: 2 } }], { rawFieldNames: true });
  expect(named).toMatchObject({ _id: 'p2', _created_at: iso });
});

test('secrets of users are in no pipeline', async () => {
  const users = systemSchema('_User') ?? authors;
  await storage.createClass(users);
  await storage.insert(users, { objectId: 'u', username: 'ann', _hashed_password: 'secret' });
  const attempts: readonly (readonly [ClassSchema, readonly JsonObject[]])[] = [
    [users, [{ $project: { x: '$_hashed_password' } }]],
    [users, [{ $match: {} }, { $group: { _id: '$_hashed_password' } }]],
    [posts, [{ $limit: 1 }, { $lookup: { from: '_User', pipeline: [], as: 'x' } }]],
    [posts, [{ $unionWith: '_User' }]],
    [posts, [{ $facet: { x: [{ $lookup: { from: '_User', pipeline: [], as: 'x' } }] } }]],
  ];
  for (const [schema, pipeline] of attempts) {
    for (const options of [{}, { rawValues: true, rawFieldNames: true }]) {
      const results = await storage.aggregate(schema, pipeline, options).catch(String);
      expect(JSON.stringify(results)).not.toContain('secret');
    }
  }
});
