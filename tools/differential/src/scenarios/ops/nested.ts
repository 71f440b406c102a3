import {
  create,
  date,
  fetchBack,
  find,
  increment,
  listOp,
  scenario,
  unset,
  update,
  type JsonObject,
} from '../../dsl.js';

const changes: readonly (readonly [string, JsonObject])[] = [
  ['A part of a part is set', { 'map.b.c': 9 }],
  ['A part that is not there is made', { 'map.x.y': 1 }],
  ['A part of a number cannot be set', { 'map.a.deep': 1 }],
  ['A part that is a text cannot be counted', { 'map.s': increment(1) }],
  ['A part that is true cannot be counted', { 'map.yes': increment(1) }],
  ['A part that is not there is counted from zero', { 'map.count': increment(2) }],
  ['Two parts are changed at once', { 'map.a': increment(1), 'map.b.c': increment(1) }],
  ['A part and a whole field are changed at once', { 'map.a': 7, other: 'x' }],
  ['A part is removed', { 'map.b.c': unset }],
  ['A whole part is removed', { 'map.b': unset }],
  ['A part that is not there is removed', { 'map.none': unset }],
  ['A part of a list is removed by a name', { 'map.list.name': unset }],
  ['A part becomes an object', { 'map.a': { deep: [1, 2] } }],
  ['A part becomes a date', { 'map.a': date('2024-01-01T00:00:00.000Z') }],
  ['A part of a date is set', { 'map.at.a': 1 }],
  ['A part of a date is counted', { 'map.at.a': increment(1) }],
  ['A part of a date is removed', { 'map.at.iso': unset }],
  ['A part becomes null', { 'map.a': null }],
  ['An element of a list is set by its number', { 'map.list.0': 'new' }],
  ['A list in an object is added to', { 'map.list': listOp('Add', 3) }],
  ['A list in an object is added to once', { 'map.list': listOp('AddUnique', 1, 3) }],
  ['Elements are removed from a list in an object', { 'map.list': listOp('Remove', 1) }],
  ['A part of a field that is not there is set', { 'fresh.a': 1 }],
  ['A part of a text is refused', { 'text.a': 1 }],
  ['A part without a name is refused', { 'map.': 1 }],
];

export const scenarios = [
  ...changes.map(([title, change]) =>
    scenario(title, [
      create(
        'Note',
        {
          map: {
            a: 1,
            b: { c: 2, d: 3 },
            s: 'x',
            yes: true,
            at: date('2020-01-01T00:00:00.000Z'),
            list: [1, 2],
          },
          text: 't',
        },
        { name: 'note' },
      ),
      update('Note', 'note', change),
      fetchBack('Note', 'note'),
    ]),
  ),
  scenario('A part cannot be set in a create', [create('Note', { 'map.a': 1 }), find('Note')]),
  scenario('Keys with a dollar or a dot inside values are refused', [
    create('Note', { map: { $a: 1 } }),
    create('Note', { map: { 'a.b': 1 } }),
    create('Note', { map: { deep: { $a: 1 } } }),
    create('Note', { list: [{ $a: 1 }] }),
    create('Note', { map: { ok: 1 } }, { name: 'note' }),
    update('Note', 'note', { map: { 'a.b': 1 } }),
    fetchBack('Note', 'note'),
  ]),
];
