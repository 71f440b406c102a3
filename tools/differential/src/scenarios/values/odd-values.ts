import {
  create,
  date,
  fetchBack,
  find,
  get,
  listOp,
  post,
  scenario,
  update,
  type Json,
  type Step,
} from '../../dsl.js';

const dates: readonly (readonly [string, Json])[] = [
  ['without milliseconds', date('2024-01-01T00:00:00Z')],
  ['with microseconds', date('2024-01-01T00:00:00.123456Z')],
  ['with an offset', date('2024-01-01T02:00:00.000+02:00')],
  ['without a zone', date('2024-01-01T00:00:00.000')],
  ['without a time', date('2024-01-01')],
  ['of a month', date('2024-01')],
  ['of a year', date('2024')],
  ['before the epoch', date('1900-02-28T00:00:00.000Z')],
  ['before Christ', date('-000001-01-01T00:00:00.000Z')],
  ['after ten thousand years', date('+010000-01-01T00:00:00.000Z')],
  ['of a day that is none', date('2023-02-30T00:00:00.000Z')],
  ['of a month that is none', date('2024-13-01T00:00:00.000Z')],
  ['as words', date('Mon, 01 Jan 2024 00:00:00 GMT')],
  ['as nonsense', date('yesterday')],
  ['of nothing', date('')],
  ['as a number', { __type: 'Date', iso: 1704067200000 }],
  ['as null', { __type: 'Date', iso: null }],
  ['without its text', { __type: 'Date' }],
  ['with more', { __type: 'Date', iso: '2024-01-01T00:00:00.000Z', more: 1 }],
];

const numbers = [
  '0',
  '-0',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740993',
  '12345678901234567890',
  '0.1',
  '1E5',
  '2147483648',
  '-2147483649',
  '9223372036854775808',
  '1.7976931348623157e308',
];

const texts: readonly (readonly [string, string])[] = [
  ['half a surrogate', '\\ud800'],
  ['a text beside half a surrogate', 'a\\udc00b'],
  ['a direction', '\\u202eabc'],
  ['a byte order mark', '\\ufeffa'],
  ['a line separator', 'a\\u2028b'],
  ['a letter made of two', 'e\\u0301'],
  ['a letter of four bytes', '\\ud83d\\ude00'],
  ['control characters', '\\u0001\\u001f\\u007f'],
];

const keys = [
  'a b',
  'ä',
  '日本',
  '😀',
  '',
  '0',
  '-1',
  'constructor',
  'hasOwnProperty',
  'length',
  '__type',
  '__op',
  'objectId',
  'className',
  '_id',
  '_x',
  'a$',
  'a/b',
  '"',
  '\\',
  "a'b",
];

const nested = (depth: number): Json => (depth === 0 ? 1 : { a: nested(depth - 1) });
const lists = (depth: number): Json => (depth === 0 ? 1 : [lists(depth - 1)]);
const raw = (text: string, name?: string): Step =>
  post(
    '/classes/Note',
    {},
    { raw: text, headers: { 'Content-Type': 'application/json' }, ...(name ? { name } : {}) },
  );

const odd: readonly (readonly [string, Json])[] = [
  ['a point out of range', { __type: 'GeoPoint', latitude: 91, longitude: 181 }],
  ['a point of texts', { __type: 'GeoPoint', latitude: '1', longitude: '2' }],
  ['a point without a longitude', { __type: 'GeoPoint', latitude: 1 }],
  ['a point with more', { __type: 'GeoPoint', latitude: 1, longitude: 2, height: 3 }],
  ['a point at the pole', { __type: 'GeoPoint', latitude: 90, longitude: -180 }],
  ['a pointer without an id', { __type: 'Pointer', className: 'Note' }],
  ['a pointer with an empty id', { __type: 'Pointer', className: 'Note', objectId: '' }],
  ['a pointer with an id that is a number', { __type: 'Pointer', className: 'Note', objectId: 7 }],
  ['a pointer to a class that cannot be', { __type: 'Pointer', className: 'a b', objectId: 'x' }],
  ['a pointer with more', { __type: 'Pointer', className: 'Note', objectId: 'x', n: 1 }],
  ['an object with a class', { __type: 'Object', className: 'Note', objectId: 'x', n: 1 }],
  ['bytes that are none', { __type: 'Bytes', base64: '?' }],
  ['bytes of nothing', { __type: 'Bytes', base64: '' }],
  ['bytes without a padding', { __type: 'Bytes', base64: 'aGk' }],
  ['bytes without their text', { __type: 'Bytes' }],
  [
    'a polygon of two',
    {
      __type: 'Polygon',
      coordinates: [
        [0, 0],
        [1, 1],
      ],
    },
  ],
  [
    'a polygon that is closed',
    {
      __type: 'Polygon',
      coordinates: [
        [0, 0],
        [0, 1],
        [1, 1],
        [0, 0],
      ],
    },
  ],
  [
    'a polygon of texts',
    {
      __type: 'Polygon',
      coordinates: [
        ['0', 0],
        [0, 1],
        [1, 1],
      ],
    },
  ],
  [
    'a polygon out of range',
    {
      __type: 'Polygon',
      coordinates: [
        [0, 0],
        [0, 200],
        [100, 1],
      ],
    },
  ],
  ['a file with a URL', { __type: 'File', name: 'a.txt', url: 'https://example.org/a.txt' }],
  ['a file with an odd name', { __type: 'File', name: '../a b.txt' }],
  ['a file without a name', { __type: 'File', url: 'https://example.org/a.txt' }],
  ['a relation without a class', { __type: 'Relation' }],
  ['an ACL', { '*': { read: true } }],
  ['a type of upper case', { __type: 'date', iso: '2024-01-01T00:00:00.000Z' }],
  ['a type that is no text', { __type: 7 }],
  ['a type of nothing', { __type: '' }],
  ['a type of null', { __type: null }],
];

export const scenarios = [
  ...dates.map(([what, value]) =>
    scenario(`A date ${what}`, [
      create('Note', { at: value, map: { at: value }, list: [value] }, { name: 'note' }),
      create('Note', { at: value }, { name: 'alone' }),
      find('Note', { where: { at: value } }),
      find('Note', { where: { at: { $gte: value } } }),
    ]),
  ),
  ...odd.map(([what, value]) =>
    scenario(`A field is given ${what}, at once and inside`, [
      create('Note', { value }),
      create('Note', { list: [value] }),
      create('Note', { map: { value } }),
      create('Note', { n: 1 }, { name: 'note' }),
      update('Note', 'note', { value }),
      update('Note', 'note', { 'other.value': value }),
      find('Note', { where: { value } }),
    ]),
  ),
  scenario('A field is given a polygon of one corner, among what its list gets', [
    create('Note', { list: [1] }, { name: 'note' }),
    ...(['Add', 'AddUnique', 'Remove'] as const).map((operation) =>
      update('Note', 'note', { list: listOp(operation, 'b', { __type: 'Polygon', coordinates: [[0, 0]] }) }),
    ),
    fetchBack('Note', 'note'),
  ]),
  ...numbers.map((number) =>
    scenario(`A number ${number}`, [
      raw(`{"n":${number},"list":[${number}],"map":{"n":${number}}}`),
      find('Note', { where: `{"n":${number}}` }),
      find('Note'),
    ]),
  ),
  ...texts.map(([what, text]) =>
    scenario(`A text of ${what}`, [
      raw(`{"s":"${text}"}`),
      raw(`{"list":["${text}"]}`),
      raw(`{"map":{"s":"${text}"}}`),
      raw(`{"map":{"${text}":1}}`),
      find('Note', { where: `{"s":"${text}"}` }),
      find('Note'),
    ]),
  ),
  ...keys.map((key) =>
    scenario(`A key of an object called "${key}"`, [
      create('Note', { map: { [key]: 1 } }, { name: 'note' }),
      create('Note', { list: [{ [key]: 1 }] }),
      create('Note', { map: { deep: { [key]: [1] } } }),
      find('Note', { where: { map: { [key]: 1 } } }),
      find('Note'),
    ]),
  ),
  ...[10, 60, 120, 250].map((depth) =>
    scenario(`Values that are nested ${depth} levels deep`, [
      create('Note', { map: nested(depth) }),
      create('Note', { list: lists(depth) }),
      find('Note'),
    ]),
  ),
  scenario('An object of many fields', [
    create('Note', Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`f${i}`, i])), { name: 'note' }),
    fetchBack('Note', 'note'),
    get('/schemas/Note', {}, { by: 'master' }),
  ]),
];
