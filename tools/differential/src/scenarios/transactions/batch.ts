import { create, find, increment, operation, post, scenario, type Json, type JsonObject } from '../../dsl.js';

const write = (method: string, path: string, body: JsonObject): JsonObject =>
  operation(method, `/classes/${path}`, body);
const transaction = (...requests: readonly Json[]): ReturnType<typeof post> =>
  post('/batch', { transaction: true, requests });

export const scenarios = [
  scenario('A transaction writes all', [
    create('Note', { n: 1 }, { name: 'note' }),
    create('Note', { n: 3 }, { name: 'other' }),
    transaction(
      write('POST', 'Note', { n: 2 }),
      write('PUT', 'Note/<note.objectId>', { n: increment(5) }),
      write('DELETE', 'Note/<other.objectId>', {}),
    ),
    find('Note'),
  ]),
  scenario('Operations of a transaction may meet in one object', [
    create('Note', { n: 1 }, { name: 'note' }),
    transaction(
      write('PUT', 'Note/<note.objectId>', { n: increment(5) }),
      write('DELETE', 'Note/<note.objectId>', {}),
    ),
    find('Note'),
  ]),
  scenario('A transaction that is refused writes nothing', [
    create('Note', { n: 1 }, { name: 'note' }),
    transaction(write('POST', 'Note', { n: 2 }), write('POST', 'Note', { n: 'text' })),
    find('Note'),
  ]),
  scenario('A transaction may be empty', [transaction()]),
  scenario('A flag that is false makes no transaction', [
    create('Note', { n: 1 }),
    post('/batch', {
      transaction: false,
      requests: [write('POST', 'Note', { n: 2 }), write('POST', 'Note', { n: 'text' })],
    }),
    find('Note'),
  ]),
];
