import { expect, test } from 'vitest';
import { outcome } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';
import { read, testBadRequests, withMasterKey, write, type BadRequest } from '../support/bad-requests.js';

const POINT = { __type: 'GeoPoint', latitude: 1, longitude: 1 };
const POINTER = { __type: 'Pointer', className: 'A', objectId: 'a' };

const setUp = withMasterKey([
  write(
    'the class',
    'POST /schemas/Asked',
    {
      fields: {
        s: { type: 'String' },
        n: { type: 'Number' },
        l: { type: 'Array' },
        o: { type: 'Object' },
        d: { type: 'Date' },
        g: { type: 'GeoPoint' },
        p: { type: 'Pointer', targetClass: 'A' },
        r: { type: 'Relation', targetClass: 'A' },
      },
    },
    '200',
  ),
]);

const WHERES: readonly (readonly [string, unknown, string])[] = [
  ['broken JSON', '{"a":', '400 107'],
  ['a text', '"x"', '400 107'],
  ['a number', '5', '400 107'],
  ['null', 'null', '400 107'],
  ['an unknown operator at the root', { $foo: 1 }, '400 105'],
  ['an unknown operator', { n: { $foo: 1 } }, '400 107'],
  ['code', { $where: 'sleep(1000)' }, '400 105'],
  ['code in a field', { s: { $where: 'sleep(1000)' } }, '400 107'],
  ['an expression', { $expr: { $function: { body: 'x' } } }, '400 105'],
  ['code of a database', { s: { $function: { body: 'x', args: [], lang: 'js' } } }, '400 107'],
  ['operators beside values', { n: { $gt: 1, x: 2 } }, '400 107'],
  ['ACL', { ACL: { '*': { read: true } } }, '400 102'],
  ['an internal column', { _rperm: '*' }, '400 105'],
  ['an internal column under $or', { $or: [{ _hashed_password: 'x' }] }, '400 105'],
  ['an inherited name', '{"__proto__":{"$ne":1}}', '400 105'],
  ['a name with a quote', { "s' OR '1'='1": 1 }, '400 105'],
  ['a path with a quote', { "o.a'b": 1 }, '400 105'],
  ['a path with an operator', { 'o.$ne': 1 }, '400 105'],
  ['$or of an object', { $or: {} }, '400 102'],
  ['$or of nothing', { $or: [] }, '400 102'],
  ['$or of numbers', { $or: [1] }, '400 102'],
  ['$and of a text', { $and: 'x' }, '400 102'],
  ['$nor of null', { $nor: null }, '400 102'],
  ['$in of a text', { s: { $in: 'x' } }, '400 107'],
  ['$in of an object', { s: { $in: { $ne: 1 } } }, '400 107'],
  ['$nin of null', { s: { $nin: null } }, '400 107'],
  ['$all of a text', { l: { $all: 'x' } }, '400 107'],
  ['$all of values and patterns', { l: { $all: [{ $regex: '^a' }, 1] } }, '400 107'],
  ['$containedBy of an object', { l: { $containedBy: {} } }, '400 107'],
  ['$exists of an object', { s: { $exists: {} } }, '400 107'],
  ['$regex of a number', { s: { $regex: 5 } }, '400 102'],
  ['$regex of an object', { s: { $regex: { $ne: 1 } } }, '400 102'],
  ['a broken pattern', { s: { $regex: '(' } }, '400 102'],
  ['a broken class', { s: { $regex: '[z-a]' } }, '400 102'],
  ['unknown options', { s: { $regex: 'a', $options: 'g' } }, '400 102'],
  ['options of a number', { s: { $regex: 'a', $options: 5 } }, '400 102'],
  ['options without a pattern', { s: { $options: 'i' } }, '400 102'],
  ['$text of a text', { s: { $text: 'x' } }, '400 107'],
  ['$text without a term', { s: { $text: { $search: {} } } }, '400 107'],
  ['$text of a number', { s: { $text: { $search: { $term: 5 } } } }, '400 107'],
  ['$text with a bad language', { s: { $text: { $search: { $term: 'a', $language: {} } } } }, '400 107'],
  ['$inQuery of a text', { p: { $inQuery: 'x' } }, '400 102'],
  ['$inQuery without a class', { p: { $inQuery: { where: {} } } }, '400 102'],
  ['$inQuery of a class that is an object', { p: { $inQuery: { className: {}, where: {} } } }, '400 102'],
  ['$inQuery of a bad class', { p: { $inQuery: { className: 'a-b', where: {} } } }, '400 103'],
  [
    '$inQuery with a bad condition',
    { p: { $inQuery: { className: 'A', where: { a: { $foo: 1 } } } } },
    '400 107',
  ],
  ['$inQuery of a bad limit', { p: { $inQuery: { className: 'A', where: {}, limit: 'x' } } }, '400 102'],
  ['$select without a key', { s: { $select: { query: { className: 'A', where: {} } } } }, '400 102'],
  [
    '$select of a key that is an object',
    { s: { $select: { query: { className: 'A', where: {} }, key: {} } } },
    '400 102',
  ],
  ['$dontSelect of null', { s: { $dontSelect: null } }, '400 102'],
  ['$relatedTo of a text', { $relatedTo: 'x' }, '400 102'],
  ['$relatedTo without a key', { $relatedTo: { object: POINTER } }, '400 102'],
  ['$relatedTo of a key that is an object', { $relatedTo: { object: POINTER, key: {} } }, '400 102'],
  ['$nearSphere of a text', { g: { $nearSphere: 'x' } }, '400 107'],
  ['$nearSphere off the earth', { g: { $nearSphere: { ...POINT, latitude: 100 } } }, '400 107'],
  ['$maxDistance of a text', { g: { $nearSphere: POINT, $maxDistance: 'x' } }, '400 107'],
  ['a negative $maxDistance', { g: { $nearSphere: POINT, $maxDistanceInKilometers: -1 } }, '400 107'],
  ['$maxDistance alone', { g: { $maxDistance: 1 } }, '400 107'],
  ['$within without a box', { g: { $within: {} } }, '400 107'],
  ['$within of one corner', { g: { $within: { $box: [POINT] } } }, '400 107'],
  ['$geoWithin of nothing', { g: { $geoWithin: {} } }, '400 107'],
  ['$polygon of two corners', { g: { $geoWithin: { $polygon: [POINT, POINT] } } }, '400 107'],
  ['$centerSphere of a text', { g: { $geoWithin: { $centerSphere: 'x' } } }, '400 107'],
  ['$centerSphere of a negative distance', { g: { $geoWithin: { $centerSphere: [POINT, -1] } } }, '400 107'],
  ['$geoIntersects of a text', { g: { $geoIntersects: { $point: 'x' } } }, '400 107'],
  ['$relativeTime of nonsense', { d: { $lt: { $relativeTime: 'nope' } } }, '400 107'],
  ['$relativeTime out of range', { d: { $lt: { $relativeTime: '99999999999999 years ago' } } }, '400 107'],
  ['$relativeTime of an object', { d: { $lt: { $relativeTime: {} } } }, '400 107'],
  ['$relativeTime under $eq', { d: { $eq: { $relativeTime: 'now' } } }, '400 107'],
  ['$relativeTime of a text column', { s: { $lt: { $relativeTime: 'now' } } }, '400 107'],
  ['an object for a text', { s: { a: 1 } }, '400 107'],
  ['a list for a text', { s: [1] }, '400 107'],
  ['an object for an id', { objectId: { a: 1 } }, '400 107'],
];

const PARAMETERS: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  ['an unknown parameter', { foo: '1' }, '400 102'],
  ['an inherited parameter', { constructor: '1' }, '400 102'],
  ['an operator for a parameter', { 'where[$ne]': '1' }, '400 102'],
  ['limit of a text', { limit: 'abc' }, '400 102'],
  ['a broken limit', { limit: '1.5' }, '400 102'],
  ['a limit out of range', { limit: '1e400' }, '400 102'],
  ['skip of a text', { skip: 'abc' }, '400 102'],
  ['a negative skip', { skip: '-1' }, '400 102'],
  ['order by an operator', { order: '$ne' }, '400 105'],
  ['order by an internal column', { order: '_created_at' }, '400 105'],
  ['order by ACL', { order: 'ACL' }, '400 105'],
  ['order by a quote', { order: "s'" }, '400 105'],
  ['order by nothing', { order: ',' }, '400 105'],
  ['a hint of a list', { hint: '[1]' }, '(200|400 102)'],
  ['explain without the key', { explain: 'true' }, '400 102'],
];

const wheres: readonly BadRequest[] = WHERES.flatMap(([name, where, expected]) => [
  read(`find by ${name}`, 'GET /classes/Asked', { where }, expected),
  read(`count by ${name}`, 'GET /classes/Asked', { where, count: 1, limit: 0 }, expected),
  write(`find by ${name} in a body`, 'POST /classes/Asked', { _method: 'GET', where }, expected),
  write(
    `find by ${name} in a batch`,
    'POST /batch',
    {
      requests: [
        {
          method: 'GET',
          path: `/parse/classes/Asked?where=${encodeURIComponent(typeof where === 'string' ? where : JSON.stringify(where))}`,
        },
      ],
    },
    '200',
  ),
]);

const parameters: readonly BadRequest[] = PARAMETERS.map(([name, options, expected]) =>
  read(name, 'GET /classes/Asked', options, expected),
);

const repeated: readonly BadRequest[] = [
  read('a parameter given twice', 'GET /classes/Asked?limit=1&limit=2', {}, '400 102'),
  read('a where given twice', 'GET /classes/Asked?where={}&where={}', {}, '400 102'),
  read('too many parameters', `GET /classes/Asked?${'&a=1'.repeat(1001)}`, {}, '400 102'),
  read('a where for one object', 'GET /classes/Asked/x', { where: '{}' }, '400 102'),
  read('a limit for one object', 'GET /classes/Asked/x', { limit: 1 }, '400 102'),
];

const aggregations = withMasterKey([
  write('an object to aggregate', 'POST /classes/Asked', { s: 'x', n: 1 }, '201'),
  ...(
    [
      ['a text', '"x"', '400 102'],
      ['a number', '[5]', '400 102'],
      ['null', '[null]', '400 102'],
      ['an empty stage', '[{}]', '400 102'],
      ['two stages in one', '[{"$match":{},"$limit":1}]', '400 102'],
      ['a stage without a dollar', '[{"match":{}}]', '400 102'],
      ['an unknown stage', '[{"$foo":1}]', '400 102'],
      ['an inherited stage', '[{"$constructor":1}]', '400 102'],
      ['a group without an id', '[{"$group":{"n":{"$sum":1}}}]', '400 102'],
      ['a group by objectId', '[{"$group":{"objectId":"$n"}}]', '400 102'],
      ['a limit of a text', '[{"$limit":"x"}]', '400 102'],
      ['a negative skip', '[{"$skip":-1}]', '400 102'],
      ['an unknown operator', '[{"$project":{"x":{"$foo":1}}}]', '400 102'],
      ['code in a match', '[{"$match":{"$where":"1"}}]', '400 (102|105|107)'],
      ['facets inside facets', '[{"$facet":{"a":[{"$facet":{"b":[]}}]}}]', '400 102'],
    ] as const
  ).map(([name, pipeline, expected]) =>
    read(`aggregate by ${name}`, 'GET /aggregate/Asked', { pipeline }, expected),
  ),
  read('distinct values of a bad name', 'GET /aggregate/Asked', { distinct: "s'; --" }, '400 105'),
  read(
    'distinct values of an internal column',
    'GET /aggregate/_User',
    { distinct: '_hashed_password' },
    '400 105',
  ),
  read(
    'distinct values where nonsense',
    'GET /aggregate/Asked',
    { distinct: 's', where: '{"n":{"$foo":1}}' },
    '400 107',
  ),
]);

/** What MongoDB runs for the master key, as it does for parse-server; other makes of it may not run code. */
const stagesOfMongo = [
  [
    'code',
    '[{"$project":{"x":{"$function":{"body":"function(){}","args":[],"lang":"js"}}}}]',
    /^(200|400 108)$/,
  ],
  ['a stage that writes', '[{"$out":"Stolen"}]', /^200$/],
  ['a stage that merges', '[{"$merge":{"into":"Stolen"}}]', /^200$/],
] as const;

describeApi('conditions', (api) => testBadRequests(api, [...setUp, ...wheres]));
describeApi('parameters', (api) => testBadRequests(api, [...setUp, ...parameters, ...repeated]));
describeApi('aggregations', (api) => {
  testBadRequests(api, aggregations);

  test.each(stagesOfMongo)('%s is for MongoDB alone', async (_name, pipeline, onMongo) => {
    const answer = await api().get('/aggregate/Asked', { pipeline }, api().master);
    expect(outcome(answer)).toMatch(api().server.lacks.has('stages of MongoDB') ? /^400 102$/ : onMongo);
  });
});
