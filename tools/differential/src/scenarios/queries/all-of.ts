import { bytes, create, date, find, geoPoint, pointer, scenario, type Json } from '../../dsl.js';

const day = date('2024-01-01T00:00:00.000Z');
const rows = [
  create('Note', {}, { name: 'note' }),
  create('Item', {
    s: 'ab',
    n: 1,
    b: true,
    d: day,
    p: pointer('Note', '<note.objectId>'),
    g: geoPoint(1, 2),
    x: bytes('AA=='),
    m: { tag: 'ab', tags: ['ab', 'c'], deep: { a: 1 } },
    l: ['ab', 'c'],
  }),
  create('Item', { s: 'c' }),
];

/** Values of each field's own type that the first row has. */
const held: Readonly<Record<string, Json>> = {
  s: 'ab',
  n: 1,
  b: true,
  d: day,
  p: pointer('Note', '<note.objectId>'),
  g: geoPoint(1, 2),
  x: bytes('AA=='),
  'm.tag': 'ab',
  'm.tags': 'ab',
  'm.deep': { a: 1 },
  l: 'ab',
};

export const scenarios = Object.entries(held).flatMap(([field, value]) => [
  scenario(`$all of values of ${field}`, [
    ...rows,
    find('Item', { where: { [field]: { $all: [value] } } }),
    find('Item', { where: { [field]: { $all: [value, value] } } }),
    find('Item', { where: { [field]: { $all: [value, 'c'] } } }),
    find('Item', { where: { [field]: { $all: [] } } }),
    find('Item', { where: { [field]: { $all: [null] } } }),
    find('Item', { where: { [field]: { $all: ['other'] } } }),
    find('Item', { where: { $nor: [{ [field]: { $all: [value] } }] } }),
  ]),
  scenario(`$all of patterns of ${field}`, [
    ...rows,
    find('Item', { where: { [field]: { $all: [{ $regex: '^a' }] } } }),
    find('Item', { where: { [field]: { $all: [{ $regex: '^a' }, { $regex: 'b$' }] } } }),
    find('Item', { where: { [field]: { $all: [{ $regex: '^a' }, { $regex: '^c' }] } } }),
    find('Item', { where: { [field]: { $all: [{ $regex: '^z' }] } } }),
  ]),
]);
