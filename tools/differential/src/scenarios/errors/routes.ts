import { get, post, scenario } from '../../dsl.js';

export const scenarios = [
  scenario('A route that is none is not found', [
    get('/nothing'),
    post('/nothing/at/all', { a: 1 }),
    get('/classes'),
  ]),
  scenario('Routes of the master key are refused to clients', [
    get('/schemas'),
    get('/serverInfo'),
    get('/aggregate/Note', { distinct: 'a' }),
    post('/loginAs', { userId: 'x' }),
    get('/push_audiences'),
  ]),
];
