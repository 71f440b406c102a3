import { create, fetchBack, find, post, scenario } from '../../dsl.js';

export const scenarios = [
  scenario('An object is created with an id, a date and its address', [
    create('Note', { text: 'hello' }, { name: 'note' }),
    fetchBack('Note', 'note'),
  ]),
  scenario('An object without fields makes its class', [create('Empty', {}), find('Empty')]),
  scenario('A field name that is no name is refused', [
    create('Note', { 'a b': 1 }),
    create('Note', { _hidden: 1 }),
    create('Note', { '1st': 1 }),
    create('Note', { length: 1 }),
    create('Note', { className: 'Other' }),
  ]),
  scenario('A class name that is no name is refused', [
    create('No-te', { a: 1 }),
    create('_Own', { a: 1 }),
    create('1Note', { a: 1 }),
  ]),
  scenario('An id cannot be chosen', [create('Note', { objectId: 'mine' })]),
  scenario(
    'An id can be chosen where the option allows it',
    [
      create('Note', { objectId: 'mine', n: 1 }),
      create('Note', { objectId: 'mine', n: 2 }),
      create('Note', { objectId: '' }),
      find('Note'),
    ],
    { profile: 'open' },
  ),
  scenario('Dates of the server cannot be written by clients', [
    create('Note', { createdAt: '2020-01-01T00:00:00.000Z' }),
    create('Note', { updatedAt: { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' } }, { by: 'master' }),
    find('Note'),
  ]),
  scenario('A body that is no JSON is refused', [
    post('/classes/Note', {}, { raw: '{"n":1' }),
    post('/classes/Note', {}, { raw: '' }),
    post('/classes/Note', {}, { raw: '7' }),
  ]),
];
