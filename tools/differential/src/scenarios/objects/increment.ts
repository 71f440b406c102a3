import { create, fetchBack, increment, scenario, update } from '../../dsl.js';

export const scenarios = [
  scenario('Increment adds to a number and answers with the sum', [
    create('Note', { n: 1 }, { name: 'note' }),
    update('Note', 'note', { n: increment(2) }),
    fetchBack('Note', 'note'),
  ]),
  scenario('Increment of a field without a value starts at zero', [
    create('Note', {}, { name: 'note' }),
    update('Note', 'note', { n: increment(-1.5) }),
    fetchBack('Note', 'note'),
  ]),
  ...[
    ['a text', '2'],
    ['nothing', null],
    ['a list', [1]],
  ].map(([what, amount]) =>
    scenario(`Increment by ${String(what)} is refused`, [
      create('Note', { n: 1 }, { name: 'note' }),
      update('Note', 'note', { n: increment(amount ?? null) }),
      fetchBack('Note', 'note'),
    ]),
  ),
];
