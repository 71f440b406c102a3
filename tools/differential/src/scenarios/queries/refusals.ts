import { create, find, get, scenario, type Json, type JsonObject } from '../../dsl.js';

const conditions: readonly (readonly [string, JsonObject])[] = [
  ['an operator nobody knows', { n: { $foo: 1 } }],
  ['operators and values together', { n: { $gt: 1, a: 2 } }],
  ['a list for a number', { n: [1] }],
  ['an object for a number', { n: { a: 1 } }],
  ['a text for a number', { n: 'x' }],
  ['a number for a text', { s: 7 }],
  ['$gt of a list', { n: { $gt: [1] } }],
  ['$gt of null', { n: { $gt: null } }],
  ['$gt of a text for a number', { n: { $gt: 'x' } }],
  ['$in of a text', { n: { $in: 'x' } }],
  ['$in of null', { n: { $in: [null] } }],
  ['$nin of a number', { n: { $nin: 1 } }],
  ['$all of a number', { l: { $all: 1 } }],
  ['$all of nothing', { l: { $all: [] } }],
  ['$containedBy of a number', { l: { $containedBy: 1 } }],
  ['$containedBy of nothing', { l: { $containedBy: [] } }],
  ['$exists of null', { n: { $exists: null } }],
  ['$regex of a number', { s: { $regex: 1 } }],
  ['$regex with options nobody knows', { s: { $regex: 'a', $options: 'q' } }],
  ['$options without $regex', { s: { $options: 'i' } }],
  ['$or of nothing', { $or: [] }],
  ['$or of an object', { $or: { n: 1 } }],
  ['$and of texts', { $and: ['x'] }],
  ['$nor of nothing', { $nor: [] }],
  ['$not', { n: { $not: { $gt: 1 } } }],
  ['$where', { $where: '1' }],
  ['a field with a dollar', { $n: 1 }],
  ['a field that is no name', { 'a b': 1 }],
  ['an internal field', { _hashed_password: 'x' }],
  ['rights', { ACL: {} }],
  ['$inQuery of nothing', { n: { $inQuery: {} } }],
  ['$inQuery without where', { n: { $inQuery: { className: 'Item' } } }],
  ['$select without a key', { n: { $select: { query: { className: 'Item', where: {} } } } }],
  ['$relatedTo of nothing', { $relatedTo: {} }],
  ['$nearSphere of a text', { g: { $nearSphere: 'x' } }],
  ['$within of nothing', { g: { $within: {} } }],
  ['$geoWithin of nothing', { g: { $geoWithin: {} } }],
  ['$geoIntersects of nothing', { g: { $geoIntersects: {} } }],
  ['$relativeTime of a text', { s: { $gt: { $relativeTime: '2 days ago' } } }],
  ['$relativeTime that is none', { d: { $gt: { $relativeTime: 'x' } } }],
  ['$text of nothing', { s: { $text: {} } }],
];

const parameters: readonly (readonly [string, JsonObject])[] = [
  ['a limit that is a text', { limit: 'x' }],
  ['a negative limit', { limit: -1 }],
  ['a skip that is a text', { skip: 'x' }],
  ['a broken limit', { limit: 1.5 }],
  ['an order by nothing', { order: '' }],
  ['an order by an internal field', { order: '_hashed_password' }],
  ['keys of nothing', { keys: '' }],
  ['keys of a list', { keys: ['n'] as readonly Json[] }],
  ['an include of nothing', { include: '' }],
  ['a where that is a list', { where: [] as readonly Json[] }],
  ['a where that is empty', { where: '' }],
  ['a count that is a text', { count: 'x' }],
  ['explain', { explain: true }],
  ['a hint that is none', { hint: 'none' }],
  ['a read preference that is none', { readPreference: 'x' }],
  ['a comment', { comment: 'x' }],
];

const rows = [
  create('Item', {
    n: 1,
    s: 'a',
    l: [1],
    d: { __type: 'Date', iso: '2024-01-01T00:00:00.000Z' },
    g: { __type: 'GeoPoint', latitude: 1, longitude: 1 },
  }),
];

export const scenarios = [
  ...conditions.map(([what, where]) =>
    scenario(`A condition with ${what}`, [...rows, find('Item', { where })]),
  ),
  ...parameters.map(([what, query]) => scenario(`A search with ${what}`, [...rows, find('Item', query)])),
  scenario('A fetch takes few parameters', [
    create('Item', { n: 1 }, { name: 'item' }),
    ...['where', 'order', 'limit', 'count', 'skip'].map((name) =>
      get('/classes/Item/<item.objectId>', { [name]: '1' }),
    ),
    get('/classes/Item/<item.objectId>', { keys: 'n' }),
    get('/classes/Item/<item.objectId>', { excludeKeys: 'n' }),
  ]),
];
