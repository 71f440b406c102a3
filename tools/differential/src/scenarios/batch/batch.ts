import { create, find, post, scenario } from '../../dsl.js';

export const scenarios = [
  scenario('Answers of a batch come in the order of its requests', [
    create('Note', { n: 1 }, { name: 'note' }),
    post('/batch', {
      requests: [
        { method: 'POST', path: '/parse/classes/Note', body: { n: 2 } },
        { method: 'PUT', path: '/parse/classes/Note/<note.objectId>', body: { n: 3 } },
        { method: 'DELETE', path: '/parse/classes/Note/nothing' },
        { method: 'POST', path: '/parse/classes/Note', body: { n: 'x' } },
      ],
    }),
    find('Note'),
  ]),
  scenario('A batch that is none is refused', [
    post('/batch', {}),
    post('/batch', { requests: 1 }),
    post('/batch', { requests: [] }),
    post('/batch', { requests: [{ method: 'POST', path: '/parse/batch', body: { requests: [] } }] }),
  ]),
];
