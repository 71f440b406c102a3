import {
  bytes,
  create,
  date,
  fetchBack,
  geoPoint,
  increment,
  listOp,
  pointer,
  polygon,
  scenario,
  unset,
  update,
  type Json,
} from '../../dsl.js';

const values: readonly (readonly [string, Json])[] = [
  ['a text', 'x'],
  ['a number', 1],
  ['a flag', true],
  ['a date', date('2024-01-01T00:00:00.000Z')],
  ['a list', [1, 'a', { b: 2 }]],
  ['an object', { a: 1, b: { c: [1] } }],
  ['a pointer', pointer('Other', 'abc')],
  ['a point', geoPoint(10, 20)],
  ['a polygon', polygon([0, 0], [0, 1], [1, 1])],
  ['bytes', bytes('aGVsbG8=')],
  ['a relation', listOp('AddRelation', pointer('Other', 'abc'))],
];

const operations: readonly (readonly [string, Json])[] = [
  ['Increment', increment(2)],
  ['Add', listOp('Add', 'new', 1)],
  ['AddUnique', listOp('AddUnique', 'new', 1)],
  ['Remove', listOp('Remove', 'new', 1)],
  ['AddRelation', listOp('AddRelation', pointer('Other', 'def'))],
  ['RemoveRelation', listOp('RemoveRelation', pointer('Other', 'abc'))],
];

export const scenarios = [
  ...values.map(([what, value]) =>
    scenario(`Each operation on ${what} answers its result or is refused`, [
      create('Note', { value }, { name: 'note' }),
      ...operations.map(([, operation]) => update('Note', 'note', { value: operation })),
      fetchBack('Note', 'note'),
      update('Note', 'note', { value: unset }),
      fetchBack('Note', 'note'),
    ]),
  ),
  ...[...operations, ['Delete', unset] as const].map(([name, operation]) =>
    scenario(`${name} in a create and in an update makes the field it is for`, [
      create('Note', { value: operation }, { name: 'made' }),
      fetchBack('Note', 'made'),
      update('Note', 'made', { other: operation }),
      update('Note', 'made', { other: operation }),
      fetchBack('Note', 'made'),
    ]),
  ),
];
