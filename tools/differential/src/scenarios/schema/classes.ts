import { create, declareClass, del, get, post, put, scenario } from '../../dsl.js';

const byMaster = { by: 'master' } as const;

export const scenarios = [
  scenario('A class is declared with its fields and read back', [
    declareClass('Thing', {
      fields: {
        s: { type: 'String', required: true },
        n: { type: 'Number', defaultValue: 3 },
        p: { type: 'Pointer', targetClass: '_User' },
      },
    }),
    get('/schemas/Thing', {}, byMaster),
    create('Thing', {}),
    create('Thing', { s: 'x' }, { name: 'thing' }),
    get('/classes/Thing/<thing.objectId>'),
  ]),
  scenario('Only the master key sees and changes classes', [
    get('/schemas'),
    post('/schemas/Thing', { className: 'Thing' }),
    post('/schemas/Thing', { className: 'Thing' }, { by: 'readOnly' }),
    get('/schemas/Thing', {}, { by: 'readOnly' }),
  ]),
  scenario('Fields are added and removed', [
    declareClass('Thing', { fields: { a: { type: 'String' } } }),
    put('/schemas/Thing', { fields: { b: { type: 'Number' }, a: { __op: 'Delete' } } }, byMaster),
    put('/schemas/Thing', { fields: { b: { type: 'String' } } }, byMaster),
    put('/schemas/Thing', { fields: { c: { __op: 'Delete' } } }, byMaster),
    put('/schemas/Unknown', { fields: {} }, byMaster),
  ]),
  scenario('A class is removed once it is empty', [
    create('Thing', { a: 1 }),
    del('/schemas/Thing', byMaster),
    del('/purge/Thing', byMaster),
    del('/schemas/Thing', byMaster),
    get('/schemas/Thing', {}, byMaster),
  ]),
];
