import { create, fetchBack, listOp, pointer, scenario, update, type Json } from '../../dsl.js';

const malformed: readonly (readonly [string, Json])[] = [
  ['An operation without a name', { __op: '' }],
  ['An operation nobody knows', { __op: 'Multiply', amount: 2 }],
  ['Increment without an amount', { __op: 'Increment' }],
  ['Add without objects', { __op: 'Add' }],
  ['Add of an object instead of a list', { __op: 'Add', objects: { a: 1 } }],
  ['AddUnique without objects', { __op: 'AddUnique' }],
  ['Remove without objects', { __op: 'Remove' }],
  ['A batch without operations', { __op: 'Batch', ops: [] }],
];

const batch = (...ops: readonly Json[]): Json => ({ __op: 'Batch', ops });

export const scenarios = [
  ...malformed.map(([title, value]) =>
    scenario(`${title} is refused`, [
      create('Note', { n: 1, list: [1] }, { name: 'note' }),
      update('Note', 'note', { n: value }),
      update('Note', 'note', { list: value }),
      create('Note', { fresh: value }),
      fetchBack('Note', 'note'),
    ]),
  ),
  ...['Add', 'AddUnique', 'Remove'].map((name) =>
    scenario(`Keys with a dot or a dollar are brought by ${name}`, [
      create('Note', { n: 1, list: [1] }, { name: 'note' }),
      update('Note', 'note', { list: listOp(name, { 'a.b': 1 }) }),
      update('Note', 'note', { list: listOp(name, 2, { a: [{ $gt: 1 }] }) }),
      update('Note', 'note', { other: listOp(name, { 'a.b': 1 }) }),
      update('Note', 'note', { list: [{ 'a.b': 1 }] }),
      create('Note', { list: listOp(name, { 'a.b': 1 }) }),
    ]),
  ),
  scenario('A batch of relation operations adds and removes at once', [
    create('Tag', { n: 1 }, { name: 'a' }),
    create('Tag', { n: 2 }, { name: 'b' }),
    create('Note', { tags: listOp('AddRelation', pointer('Tag', '<a.objectId>')) }, { name: 'note' }),
    update('Note', 'note', {
      tags: batch(
        listOp('AddRelation', pointer('Tag', '<b.objectId>')),
        listOp('RemoveRelation', pointer('Tag', '<a.objectId>')),
      ),
    }),
    fetchBack('Note', 'note'),
    create('Note', { tags: batch(listOp('AddRelation', pointer('Tag', '<b.objectId>'))) }),
  ]),
  scenario('SetOnInsert sets a field of a new object', [
    create('Note', { n: { __op: 'SetOnInsert', amount: 5 } }, { name: 'note' }),
    fetchBack('Note', 'note'),
  ]),
];
