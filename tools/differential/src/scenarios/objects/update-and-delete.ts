import { create, del, fetchBack, find, increment, listOp, put, scenario, unset, update } from '../../dsl.js';

export const scenarios = [
  scenario('An update answers with its date', [
    create('Note', { a: 1, b: 'x' }, { name: 'note' }),
    update('Note', 'note', { a: 2 }),
    fetchBack('Note', 'note'),
  ]),
  scenario('An update of an object that is not there is not found', [
    put('/classes/Note/nothing', { a: 1 }),
    create('Note', { a: 1 }),
    put('/classes/Note/nothing', { a: 2 }),
  ]),
  scenario('A field is removed', [
    create('Note', { a: 1, b: 2 }, { name: 'note' }),
    update('Note', 'note', { a: unset, c: unset }),
    fetchBack('Note', 'note'),
  ]),
  scenario('A value of another type is refused', [
    create('Note', { n: 1 }, { name: 'note' }),
    update('Note', 'note', { n: 'x' }),
    update('Note', 'note', { n: { __type: 'Date', iso: '2024-01-01T00:00:00.000Z' } }),
    fetchBack('Note', 'note'),
  ]),
  scenario('Several operations answer with their results', [
    create('Note', { n: 1, list: [1, 2] }, { name: 'note' }),
    update('Note', 'note', { n: increment(4), list: listOp('Add', 3), text: 'x' }),
    fetchBack('Note', 'note'),
  ]),
  scenario('A part of an object is set, counted and removed', [
    create('Note', { map: { a: 1, b: { c: 2 } } }, { name: 'note' }),
    update('Note', 'note', { 'map.a': 5 }),
    update('Note', 'note', { 'map.b.c': increment(3) }),
    update('Note', 'note', { 'map.a': unset }),
    fetchBack('Note', 'note'),
  ]),
  scenario('A deleted object is gone', [
    create('Note', { a: 1 }, { name: 'note' }),
    del('/classes/Note/<note.objectId>'),
    fetchBack('Note', 'note'),
    del('/classes/Note/<note.objectId>'),
    find('Note'),
  ]),
  scenario('An update of a name that is no name is refused', [
    create('Note', { n: 1 }, { name: 'note' }),
    ...['a b', '_hidden', '_context', '1st', 'a-b', 'length', 'className', 'id', ''].map((name) =>
      update('Note', 'note', { [name]: 1 }),
    ),
    fetchBack('Note', 'note'),
  ]),
];
