import {
  bytes,
  create,
  date,
  fetchBack,
  find,
  geoPoint,
  get,
  pointer,
  polygon,
  scenario,
  type Json,
} from '../../dsl.js';

const values: readonly (readonly [string, Json])[] = [
  ['A text', 'héllo "world"\n😀'],
  ['A number', -1.5e-7],
  ['A flag', false],
  ['A date', date('2024-02-29T12:34:56.789Z')],
  ['A list', [1, 'a', null, [true], { a: 1 }]],
  ['An object', { a: { b: [1, { c: null }] } }],
  ['Bytes', bytes('aGVsbG8=')],
  ['A point', geoPoint(40.5, -30.25)],
  ['A polygon', polygon([0, 0], [0, 10], [10, 10], [10, 0])],
  ['A pointer', pointer('Other', 'abc')],
  ['A file', { __type: 'File', name: 'a.txt' }],
  ['Null', null],
];

export const scenarios = values.map(([what, value]) =>
  scenario(`${what} comes back as it was sent, and makes a field of its type`, [
    create('Note', { value, list: [value] }, { name: 'note' }),
    fetchBack('Note', 'note'),
    find('Note', { where: { value } }),
    get('/schemas/Note', {}, { by: 'master' }),
  ]),
);
