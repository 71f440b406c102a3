import { create, date, get, pointer, scenario, type JsonObject } from '../../dsl.js';

const rows = [
  create('Team', { name: 'red' }, { name: 'red' }),
  create('Item', { s: 'a', n: 1, tags: ['x', 'y'], map: { k: 1 }, team: pointer('Team', '<red.objectId>') }),
  create('Item', { s: 'b', n: 1, tags: ['y'], map: { k: 1 }, at: date('2024-02-01T00:00:00.000Z') }),
  create('Item', { s: 'b', n: 2.5, flag: true }),
];

const queries: readonly (readonly [string, JsonObject])[] = [
  ['numbers', { distinct: 'n' }],
  ['flags, and those without are left out', { distinct: 'flag' }],
  ['the elements of lists', { distinct: 'tags' }],
  ['parts of objects', { distinct: 'map.k' }],
  ['pointers', { distinct: 'team' }],
  ['dates', { distinct: 'at' }],
  ['a field the class does not have', { distinct: 'unknown' }],
  ['rows that match', { distinct: 's', where: { n: 1 } }],
  ['rows that match nothing', { distinct: 's', where: { n: 99 } }],
  ['rows of a pointer', { distinct: 's', where: { team: pointer('Team', '<red.objectId>') } }],
  ['an order that is ignored', { distinct: 's', order: '-s' }],
];

export const scenarios = queries.map(([what, query]) =>
  scenario(`distinct of ${what}`, [...rows, get('/aggregate/Item', query, { by: 'master' })]),
);
