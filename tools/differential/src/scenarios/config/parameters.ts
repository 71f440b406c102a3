import { get, put, scenario, unset } from '../../dsl.js';

export const scenarios = [
  scenario('Parameters are written by the master key and read by all', [
    get('/config'),
    put('/config', { params: { a: 1, b: { c: [1] } } }, { by: 'master' }),
    get('/config'),
    put('/config', { params: { a: unset, b: 'x' } }, { by: 'master' }),
    get('/config'),
    put('/config', { params: { a: 2 } }),
  ]),
  scenario('A parameter for the master key is hidden from clients', [
    put('/config', { params: { a: 1, s: 2 }, masterKeyOnly: { s: true } }, { by: 'master' }),
    get('/config'),
    get('/config', {}, { by: 'master' }),
  ]),
];
