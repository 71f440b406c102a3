import {
  create,
  date,
  fetchBack,
  geoPoint,
  increment,
  listOp,
  pointer,
  scenario,
  unset,
  update,
  type Json,
} from '../../dsl.js';

const batch = (...ops: readonly Json[]): Json => ({ __op: 'Batch', ops });

/** What lists hold, and what is done with it. */
const held: readonly (readonly [string, Json])[] = [
  ['pointers', pointer('Note', 'x')],
  ['dates', date('2024-01-01T00:00:00.000Z')],
  ['points', geoPoint(1, 2)],
  ['objects', { a: { b: [1] } }],
  ['lists', [1, 2]],
  ['nothing', null],
  ['flags', true],
  ['empty texts', ''],
  ['zeros', 0],
  ['objects whose fields stand in another order', { a: 1, b: 2 }],
];

const turned: Readonly<Record<string, Json>> = {
  'objects whose fields stand in another order': { b: 2, a: 1 },
  points: { latitude: 1, longitude: 2, __type: 'GeoPoint' },
  pointers: { objectId: 'x', className: 'Note', __type: 'Pointer' },
};

const combined: readonly (readonly [string, Json])[] = [
  ['numbers are counted', batch(increment(1), increment(2))],
  ['a list is added to and taken from', batch(listOp('Add', 3), listOp('Remove', 1))],
  ['a list is taken from and added to', batch(listOp('Remove', 1), listOp('Add', 1))],
  ['a list is added to twice', batch(listOp('Add', 3), listOp('Add', 4))],
  ['a list is added to in two ways', batch(listOp('AddUnique', 1, 3), listOp('Add', 1))],
  ['a field is removed and counted', batch(unset, increment(1))],
  ['a batch is in a batch', batch(batch(increment(1)))],
  ['a value is among operations', batch(1)],
];

/** Where a number is counted from. */
const counted: readonly (readonly [string, Json | undefined])[] = [
  ['nothing', null],
  ['a text', 'x'],
  ['a large number', 9007199254740991],
  ['a fraction', 0.1],
  ['a negative zero', -0],
  ['a flag', true],
  ['a list', [1]],
  ['an object', { a: 1 }],
  ['a date', date('2024-01-01T00:00:00.000Z')],
  ['no value', undefined],
];

export const scenarios = [
  ...held.flatMap(([what, value]) =>
    ['Add', 'AddUnique', 'Remove'].map((op) =>
      scenario(`${op} in a list of ${what}`, [
        create('Note', { list: [value, 'x', value] }, { name: 'note' }),
        update('Note', 'note', { list: listOp(op, turned[what] ?? value) }),
        fetchBack('Note', 'note'),
        update('Note', 'note', { list: listOp(op, value, value) }),
        fetchBack('Note', 'note'),
      ]),
    ),
  ),
  ...combined.map(([what, value]) =>
    scenario(`A batch in which ${what}`, [
      create('Note', { value: 1, list: [1, 2] }, { name: 'note' }),
      update('Note', 'note', { value }),
      update('Note', 'note', { list: value }),
      fetchBack('Note', 'note'),
      create('Note', { fresh: value }, { name: 'made' }),
      fetchBack('Note', 'made'),
    ]),
  ),
  ...counted.map(([what, from]) =>
    scenario(`A number is counted from ${what}`, [
      create('Note', from === undefined ? {} : { value: from }, { name: 'note' }),
      update('Note', 'note', { value: increment(1) }),
      update('Note', 'note', { value: increment(0.2) }),
      update('Note', 'note', { value: increment(-1e300) }),
      fetchBack('Note', 'note'),
    ]),
  ),
  ...[1e308, 9007199254740993, 1.5, 0, 1e-320].map((amount) =>
    scenario(`A number is counted by ${amount}`, [
      create('Note', { value: 1e308 }, { name: 'note' }),
      create('Note', { value: 1 }, { name: 'small' }),
      update('Note', 'small', { value: increment(amount) }),
      update('Note', 'note', { value: increment(amount) }),
      fetchBack('Note', 'small'),
      fetchBack('Note', 'note'),
    ]),
  ),
  ...(['Add', 'AddUnique', 'Remove'] as const).map((op) =>
    scenario(`${op} where there is nothing, null or an empty list`, [
      create('Note', { a: null, b: [] }, { name: 'note' }),
      create('Note', { a: [1] }),
      update('Note', 'note', { a: listOp(op, 1) }),
      update('Note', 'note', { b: listOp(op, 1, 1) }),
      update('Note', 'note', { c: listOp(op, 1, 1) }),
      fetchBack('Note', 'note'),
    ]),
  ),
  scenario('Each field has an operation of its own, and some fail', [
    create('Note', { n: 1, list: [1], text: 'a' }, { name: 'note' }),
    update('Note', 'note', { n: increment(1), list: listOp('Add', 2), text: increment(1) }),
    update('Note', 'note', { n: increment(1), list: listOp('Add', 2), text: unset, fresh: listOp('Add', 1) }),
    fetchBack('Note', 'note'),
  ]),
];
