import { describeApi } from '../support/describe-api.js';
import { testBadRequests, write, type BadRequest } from '../support/bad-requests.js';

const VALUES: readonly (readonly [string, string, string])[] = [
  ['a number out of range', '1e400', '400 107'],
  ['a negative number out of range', '-1e400', '400 107'],
  ['an unknown type', '{"__type":"Nope"}', '400 111'],
  ['a number for a type', '{"__type":5}', '400 111'],
  ['an object for a type', '{"__type":{}}', '400 111'],
  ['a date without time', '{"__type":"Date"}', '400 111'],
  ['a date of nonsense', '{"__type":"Date","iso":"nope"}', '400 111'],
  ['a date of a number', '{"__type":"Date","iso":5}', '400 111'],
  ['a date of an operator', '{"__type":"Date","iso":{"$ne":1}}', '400 111'],
  ['a date that is in no month', '{"__type":"Date","iso":"2020-13-45"}', '400 111'],
  ['a date after the year 9999', '{"__type":"Date","iso":"10000-01-01T00:00:00Z"}', '400 111'],
  ['a pointer without id', '{"__type":"Pointer","className":"A"}', '400 111'],
  ['a pointer with an empty id', '{"__type":"Pointer","className":"A","objectId":""}', '400 111'],
  ['a pointer with a number as id', '{"__type":"Pointer","className":"A","objectId":5}', '400 111'],
  [
    'a pointer with an operator as id',
    '{"__type":"Pointer","className":"A","objectId":{"$gt":""}}',
    '400 111',
  ],
  ['a pointer to a bad class', '{"__type":"Pointer","className":"a-b","objectId":"x"}', '400 111'],
  [
    'a pointer to an inherited name',
    '{"__type":"Pointer","className":"__proto__","objectId":"x"}',
    '400 111',
  ],
  ['a pointer to an object', '{"__type":"Pointer","className":{},"objectId":"x"}', '400 111'],
  ['a place without longitude', '{"__type":"GeoPoint","latitude":1}', '400 111'],
  ['a place beyond the pole', '{"__type":"GeoPoint","latitude":91,"longitude":0}', '400 111'],
  ['a place beyond the date line', '{"__type":"GeoPoint","latitude":0,"longitude":181}', '400 111'],
  ['a place of texts', '{"__type":"GeoPoint","latitude":"1","longitude":"2"}', '400 111'],
  ['a file without a name', '{"__type":"File"}', '400 111'],
  ['a file with a number as name', '{"__type":"File","name":5}', '400 111'],
  ['bytes without text', '{"__type":"Bytes"}', '400 111'],
  ['bytes of a number', '{"__type":"Bytes","base64":5}', '400 111'],
  ['bytes that are no base64', '{"__type":"Bytes","base64":"!!!"}', '400 111'],
  ['a polygon of a number', '{"__type":"Polygon","coordinates":5}', '400 111'],
  ['a polygon of two corners', '{"__type":"Polygon","coordinates":[[0,0],[1,1]]}', '400 111'],
  ['a polygon of one place', '{"__type":"Polygon","coordinates":[[0,0],[0,0],[0,0]]}', '400 111'],
  ['a polygon of texts', '{"__type":"Polygon","coordinates":[["0","0"],[0,1],[1,1]]}', '400 111'],
  ['a polygon off the earth', '{"__type":"Polygon","coordinates":[[0,0],[0,200],[1,1]]}', '400 111'],
  ['a relation to a bad class', '{"__type":"Relation","className":"a-b"}', '400 111'],
  ['a relation without a class', '{"__type":"Relation"}', '400 111'],
  ['a key with a dollar', '{"$a":1}', '400 121'],
  ['an operator as value', '{"$ne":1}', '400 121'],
  ['a nested key with a dollar', '{"b":{"c":[{"$a":1}]}}', '400 121'],
  ['a key with a dot', '{"b.c":1}', '400 121'],
  ['an inherited key', '{"__proto__":1}', '400 105'],
  ['a denied key', '{"constructor":1}', '400 105'],
  ['code for another database', '{"_bsontype":"Code","code":"x"}', '400 105'],
];

const OPERATIONS: readonly (readonly [string, string, string])[] = [
  ['an unknown operation', '{"__op":"Nope"}', '400 108'],
  ['an inherited operation', '{"__op":"constructor"}', '400 108'],
  ['a number for an operation', '{"__op":5}', '400 108'],
  ['null for an operation', '{"__op":null}', '400 108'],
  ['an object for an operation', '{"__op":{"$ne":1}}', '400 108'],
  ['an increment without amount', '{"__op":"Increment"}', '400 107'],
  ['an increment by a text', '{"__op":"Increment","amount":"1"}', '400 107'],
  ['an increment by an object', '{"__op":"Increment","amount":{"$ne":1}}', '400 107'],
  ['an increment out of range', '{"__op":"Increment","amount":1e400}', '400 107'],
  ['an addition without elements', '{"__op":"Add"}', '400 107'],
  ['an addition of a text', '{"__op":"Add","objects":"x"}', '400 107'],
  ['an addition of an object', '{"__op":"AddUnique","objects":{}}', '400 107'],
  ['a removal of null', '{"__op":"Remove","objects":null}', '400 107'],
  ['an element with a dollar key', '{"__op":"Add","objects":[{"$a":1}]}', '400 121'],
  ['members that are no list', '{"__op":"AddRelation","objects":5}', '400 107'],
  ['members that are no pointers', '{"__op":"AddRelation","objects":["x"]}', '400 111'],
  [
    'members without id',
    '{"__op":"AddRelation","objects":[{"__type":"Pointer","className":"A"}]}',
    '400 111',
  ],
  [
    'members of two classes',
    '{"__op":"AddRelation","objects":[{"__type":"Pointer","className":"A","objectId":"a"},{"__type":"Pointer","className":"B","objectId":"b"}]}',
    '400 111',
  ],
  ['a batch without operations', '{"__op":"Batch"}', '400 107'],
  ['a batch of numbers', '{"__op":"Batch","ops":[5]}', '400 108'],
  ['a batch of increments', '{"__op":"Batch","ops":[{"__op":"Increment","amount":1}]}', '400 108'],
  ['a batch of batches', '{"__op":"Batch","ops":[{"__op":"Batch","ops":[]}]}', '400 108'],
];

const rows: readonly BadRequest[] = [...VALUES, ...OPERATIONS].flatMap(([name, value, expected]) => [
  write(`create with ${name}`, 'POST /classes/Values', `{"new":${value}}`, expected),
  write(`update with ${name}`, 'PUT /classes/Values/x', `{"new":${value}}`, expected),
]);

const nested: readonly BadRequest[] = VALUES.filter(
  ([, value]) => value !== '{"b":{"c":[{"$a":1}]}}',
).flatMap(([name, value, expected]) =>
  /__type":(?:"Nope"|5|\{)/.test(value)
    ? []
    : [
        write(`create with ${name} in a list`, 'POST /classes/Values', `{"new":[${value}]}`, expected),
        write(
          `create with ${name} in an object`,
          'POST /classes/Values',
          `{"new":{"in":${value}}}`,
          expected,
        ),
        write(`add ${name}`, 'POST /classes/Values', `{"new":{"__op":"Add","objects":[${value}]}}`, expected),
      ],
);

const TYPES: readonly (readonly [string, unknown])[] = [
  ['text', 'x'],
  ['number', 1],
  ['flag', true],
  ['list', [1]],
  ['map', { a: 1 }],
  ['day', { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' }],
  ['to', { __type: 'Pointer', className: 'A', objectId: 'a' }],
  ['place', { __type: 'GeoPoint', latitude: 1, longitude: 1 }],
  [
    'area',
    {
      __type: 'Polygon',
      coordinates: [
        [0, 0],
        [0, 1],
        [1, 1],
      ],
    },
  ],
  ['bytes', { __type: 'Bytes', base64: 'aGk=' }],
  ['file', { __type: 'File', name: 'a.txt' }],
  ['members', { __op: 'AddRelation', objects: [{ __type: 'Pointer', className: 'A', objectId: 'a' }] }],
];

const mismatches: readonly BadRequest[] = [
  write('every type', 'POST /classes/Types', Object.fromEntries(TYPES), '201'),
  ...TYPES.flatMap(([field]) =>
    TYPES.filter(([other]) => other !== field).map(([other, value]) =>
      write(`a ${other} in a ${field} column`, 'POST /classes/Types', { [field]: value }, '400 111'),
    ),
  ),
  ...TYPES.filter(([field]) => field !== 'number').map(([field]) =>
    write(
      `an increment of a ${field} column`,
      'POST /classes/Types',
      { [field]: { __op: 'Increment', amount: 1 } },
      '400 111',
    ),
  ),
  ...TYPES.filter(([field]) => field !== 'list').map(([field]) =>
    write(
      `an addition to a ${field} column`,
      'POST /classes/Types',
      { [field]: { __op: 'Add', objects: [] } },
      '400 111',
    ),
  ),
  write(
    'a pointer to another class',
    'POST /classes/Types',
    { to: { __type: 'Pointer', className: 'B', objectId: 'a' } },
    '400 111',
  ),
  write(
    'a second place',
    'POST /classes/Types',
    { place2: { __type: 'GeoPoint', latitude: 1, longitude: 1 } },
    '400 111',
  ),
  write(
    'two places at once',
    'POST /classes/NoPlace',
    {
      a: { __type: 'GeoPoint', latitude: 1, longitude: 1 },
      b: { __type: 'GeoPoint', latitude: 1, longitude: 1 },
    },
    '400 111',
  ),
  write('a path into a text', 'POST /classes/Types', { 'text.a': 1 }, '400 111'),
  write('a path into a pointer', 'POST /classes/Types', { 'to.objectId': 'b' }, '400 111'),
  write('one column as two types', 'POST /classes/NoPlace', { 'a.b': 1, a: 5 }, '400 111'),
];

describeApi('values and operations', (api) => testBadRequests(api, rows));
describeApi('values inside others', (api) => testBadRequests(api, nested));
describeApi('values of another type than their column', (api) => testBadRequests(api, mismatches));
