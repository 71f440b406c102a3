import { create, declareClass, find, get, scenario, update } from '../../dsl.js';

const fields = {
  s: { type: 'String' },
  n: { type: 'Number' },
  b: { type: 'Boolean' },
  d: { type: 'Date' },
  l: { type: 'Array' },
  m: { type: 'Object' },
  p: { type: 'Pointer', targetClass: 'Note' },
  g: { type: 'GeoPoint' },
  x: { type: 'Bytes' },
} as const;

const nothing = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
const keys = Object.keys(fields).join(',');

export const scenarios = [
  scenario('Columns that are null are shown, however they are asked for', [
    declareClass('Note', { fields: { ...fields, other: { type: 'String' } } }),
    create('Note', nothing, { name: 'note' }),
    ...[{}, { keys }, { excludeKeys: 'other' }, { include: 'p' }, { include: 'p', keys: 'p,s' }].flatMap(
      (query) => [get('/classes/Note/<note.objectId>', query), find('Note', query)],
    ),
  ]),
  scenario('Columns that an update makes null are shown', [
    declareClass('Note', { fields }),
    create('Note', { s: 'a', n: 1 }, { name: 'note' }),
    update('Note', 'note', nothing),
    get('/classes/Note/<note.objectId>'),
    find('Note', {}),
    find('Note', { where: { p: null } }),
    find('Note', { where: { p: { $exists: true } } }),
  ]),
];
