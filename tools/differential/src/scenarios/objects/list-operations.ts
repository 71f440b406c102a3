import { create, fetchBack, listOp, scenario, update, type Json } from '../../dsl.js';

const cases: readonly (readonly [string, string, readonly Json[]])[] = [
  ['Add appends', 'Add', [2, 'x', 2]],
  ['AddUnique appends what is not there', 'AddUnique', [1, 3, 3]],
  ['AddUnique compares objects by value', 'AddUnique', [{ a: 1 }, { a: 2 }]],
  ['Remove takes out every equal value', 'Remove', [1, { a: 1 }]],
  ['Remove of nothing changes nothing', 'Remove', []],
];

export const scenarios = [
  ...cases.map(([title, op, objects]) =>
    scenario(title, [
      create('Note', { list: [1, 2, 1, { a: 1 }] }, { name: 'note' }),
      update('Note', 'note', { list: listOp(op, ...objects) }),
      fetchBack('Note', 'note'),
    ]),
  ),
  ...['Add', 'AddUnique', 'Remove'].map((op) =>
    scenario(`${op} of a field that is not there`, [
      create('Note', {}, { name: 'note' }),
      update('Note', 'note', { list: listOp(op, 1) }),
      fetchBack('Note', 'note'),
      create('Note', { other: listOp(op, 1, 1) }),
    ]),
  ),
  ...['Add', 'AddUnique', 'Remove'].map((op) =>
    scenario(`${op} of a text is refused`, [
      create('Note', { text: 'x' }, { name: 'note' }),
      update('Note', 'note', { text: listOp(op, 'y') }),
      fetchBack('Note', 'note'),
    ]),
  ),
];
