import { bytes, create, date, find, geoPoint, pointer, scenario, type Json } from '../../dsl.js';

/** Values of each type: those of the first row, and what `$all` may find there. */
const fields: Readonly<Record<string, Json>> = {
  s: 'ab',
  n: 1,
  b: true,
  d: date('2024-01-01T00:00:00.000Z'),
  p: pointer('Note', '<note.objectId>'),
  g: geoPoint(1, 2),
  x: bytes('AA=='),
};
const deep = { a: 1 };
const held: Readonly<Record<string, Json>> = {
  ...fields,
  'm.tag': 'ab',
  'm.tags': 'ab',
  'm.deep': deep,
  l: 'ab',
};

const rows = [
  create('Note', {}, { name: 'note' }),
  create('Item', { ...fields, m: { tag: 'ab', tags: ['ab', 'c'], deep }, l: ['ab', 'c'] }),
  create('Item', { s: 'c' }),
];

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
