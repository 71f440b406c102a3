import { create, find, get, scenario } from '../../dsl.js';

const rows = [3, 1, 2, 5, 4].map((n) => create('Item', { n, even: n % 2 === 0 }));

export const scenarios = [
  scenario('Rows are sorted by fields, downwards after a minus', [
    ...rows,
    find('Item', { order: 'n' }),
    find('Item', { order: '-n' }),
    find('Item', { order: 'even,-n' }),
    find('Item', { order: 'unknown,n' }),
    find('Item', { order: 'a b' }),
  ]),
  scenario('A page is a part of the rows, and the count is of all', [
    ...rows,
    find('Item', { order: 'n', limit: 2, skip: 1, count: 1 }),
    find('Item', { limit: 0, count: 1 }),
    find('Item', { order: 'n', skip: 10 }),
  ]),
  scenario(
    'The server bounds how many rows come',
    [
      ...rows,
      find('Item', { order: 'n' }),
      find('Item', { order: 'n', limit: 3 }),
      find('Item', { order: 'n', limit: 100 }),
    ],
    { profile: 'bounded' },
  ),
  scenario('A parameter that is none is refused', [
    get('/classes/Item', { filter: 'x' }),
    get('/classes/Item', { where: '{' }),
    get('/classes/Item', { where: { $foo: 1 } }),
  ]),
];
