import {
  bytes,
  date,
  geoPoint,
  get,
  increment,
  listOp,
  pointer,
  put,
  scenario,
  unset,
  type Json,
} from '../../dsl.js';

const values: readonly (readonly [string, Json])[] = [
  ['a date', date('2024-01-01T00:00:00.000Z')],
  ['a point', geoPoint(1, 2)],
  ['a pointer', pointer('Other', 'abc')],
  ['bytes', bytes('aGVsbG8=')],
  ['null', null],
  ['a list of lists', [[1], [2]]],
  ['a file', { __type: 'File', name: 'a.txt', url: 'https://example.org/a.txt' }],
];

const operations: readonly (readonly [string, Json])[] = [
  ['Increment', increment(2)],
  ['Add', listOp('Add', 1)],
  ['AddUnique', listOp('AddUnique', 1)],
  ['Remove', listOp('Remove', 1)],
];

const set = (params: Json): ReturnType<typeof put> => put('/config', { params }, { by: 'master' });

export const scenarios = [
  ...values.map(([what, value]) =>
    scenario(`A parameter may be ${what}`, [
      set({ a: value }),
      get('/config'),
      get('/config', {}, { by: 'master' }),
    ]),
  ),
  ...operations.map(([name, operation]) =>
    scenario(`${name} of a parameter`, [set({ a: [1, 2], n: 1 }), set({ a: operation }), get('/config')]),
  ),
  scenario('A parameter that is not there is removed', [set({ a: 1 }), set({ b: unset }), get('/config')]),
  scenario('Parts of parameters are set by their path', [
    set({ map: { a: 1, b: 2 } }),
    set({ 'map.a': 5 }),
    get('/config'),
  ]),
  scenario('Names of parameters may hold spaces, and are not empty', [
    set({ 'with space': 1 }),
    set({ '': 1 }),
    get('/config'),
  ]),
  scenario('The read-only master key reads and does not write', [
    put('/config', { params: { a: 1 } }, { by: 'readOnly' }),
    get('/config', {}, { by: 'readOnly' }),
  ]),
  scenario('A parameter hidden from clients is shown again', [
    put('/config', { params: { a: 1 }, masterKeyOnly: { a: true } }, { by: 'master' }),
    get('/config'),
    put('/config', { params: { a: 1 }, masterKeyOnly: { a: false } }, { by: 'master' }),
    get('/config'),
  ]),
];
