import {
  create,
  date,
  fetchBack,
  find,
  geoPoint,
  inCloud,
  increment,
  listOp,
  update,
  type Json,
} from '../../dsl.js';

/** What `changed-objects.cjs` knows to do with an object. */
const ways = [
  ...['nothing', 'pushes', 'empties', 'changes a map', 'removes from a map', 'moves a date', 'moves a place'],
  ...['adds', 'adds what is there', 'removes', 'counts', 'counts twice', 'unsets', 'sets what is there'],
  ...['sets null', 'reverts', 'reverts a field', 'clears', 'sets below', 'sets an ACL'],
  ...['changes the ACL in place', 'sets a pointer', 'sets times', 'sets everything'],
];

const fields: Readonly<Record<string, Json>> = {
  text: 'a',
  n: 1,
  list: ['a', 'b'],
  map: { deep: { n: 1 }, other: true },
  at: date('2024-01-01T00:00:00.000Z'),
  place: geoPoint(1, 2),
  ACL: { '*': { read: true, write: true } },
};
const told = find('Step', { order: 'i' }, { by: 'master' });

export const scenarios = [
  ...ways.map((how) =>
    inCloud(
      `beforeSave ${how}`,
      create('Handled', { ...fields, how: 'nothing' }, { name: 'row' }),
      update('Handled', 'row', { how, text: 'given' }),
      fetchBack('Handled', 'row', { by: 'master' }),
      told,
    ),
  ),
  ...ways.map((how) =>
    inCloud(
      `beforeSave of a new object ${how}`,
      create('Handled', { ...fields, how }, { name: 'row' }),
      fetchBack('Handled', 'row', { by: 'master' }),
      told,
    ),
  ),
  inCloud(
    'beforeSave counts and adds beside operations of the client',
    create('Handled', { ...fields, how: 'nothing' }, { name: 'row' }),
    update('Handled', 'row', { how: 'counts', n: increment(2) }),
    update('Handled', 'row', { how: 'adds', list: listOp('Add', 'c') }),
    update('Handled', 'row', { how: 'removes', list: listOp('Remove', 'b') }),
    fetchBack('Handled', 'row', { by: 'master' }),
    told,
  ),
];
