import {
  create,
  declareClass,
  del,
  get,
  post,
  put,
  scenario,
  type Json,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const byMaster = { by: 'master' } as const;
const declare = (fields: JsonObject): Step => declareClass('Thing', { fields });
const change = (fields: Json): Step => put('/schemas/Thing', { fields }, byMaster);
const read = get('/schemas/Thing', {}, byMaster);

const types = [
  'String',
  'Number',
  'Boolean',
  'Date',
  'Object',
  'Array',
  'GeoPoint',
  'File',
  'Bytes',
  'Polygon',
];
const wrong: readonly (readonly [string, Json])[] = [
  ['a type nobody knows', { type: 'Text' }],
  ['no type', {}],
  ['a type that is no text', { type: 7 }],
  ['a text for a field', 'String'],
  ['a pointer without a class', { type: 'Pointer' }],
  ['a pointer to a class that cannot be', { type: 'Pointer', targetClass: 'a b' }],
  ['a relation without a class', { type: 'Relation' }],
  ['a relation to a class that is no text', { type: 'Relation', targetClass: 1 }],
  ['a default of another type', { type: 'Number', defaultValue: 'x' }],
  ['a default of a relation', { type: 'Relation', targetClass: 'Note', defaultValue: 'x' }],
];
const defaults: readonly (readonly [string, Json])[] = [
  ['String', 'x'],
  ['Boolean', false],
  ['Array', [1]],
  ['Object', { a: 1 }],
  ['Date', { __type: 'Date', iso: '2024-01-01T00:00:00.000Z' }],
  ['GeoPoint', { __type: 'GeoPoint', latitude: 1, longitude: 2 }],
];

export const scenarios = [
  ...types.map((type) => scenario(`A field of type ${type} is declared`, [declare({ f: { type } }), read])),
  ...wrong.map(([what, field]) =>
    scenario(`A field with ${what} is refused`, [
      declare({ f: field }),
      declareClass('Other', {}),
      put('/schemas/Other', { fields: { f: field } }, byMaster),
    ]),
  ),
  ...defaults.map(([type, defaultValue]) =>
    scenario(`A ${type} has a default`, [
      declare({ f: { type, defaultValue } }),
      create('Thing', {}, { name: 'row' }),
      get('/classes/Thing/<row.objectId>'),
    ]),
  ),
  scenario('A required field is given, and not taken away', [
    declare({ f: { type: 'String', required: true } }),
    create('Thing', { f: 'x' }, { name: 'row' }),
    create('Thing', { f: null }),
    put('/classes/Thing/<row.objectId>', { f: null }),
    put('/classes/Thing/<row.objectId>', { f: { __op: 'Delete' } }),
    put('/classes/Thing/<row.objectId>', { other: 1 }),
  ]),
  scenario('A required field has a default', [
    declare({ f: { type: 'Number', required: true, defaultValue: 1 } }),
    create('Thing', {}),
    create('Thing', { f: null }),
  ]),
  scenario('The fields every class has are not declared', [
    declare({ objectId: { type: 'String' } }),
    declare({ createdAt: { type: 'Date' } }),
    declare({ ACL: { type: 'ACL' } }),
    declare({ f: { type: 'ACL' } }),
  ]),
  scenario('The fields every class has are not removed', [
    declare({ f: { type: 'String' } }),
    change({ objectId: { __op: 'Delete' } }),
    change({ updatedAt: { __op: 'Delete' } }),
    change({ ACL: { __op: 'Delete' } }),
  ]),
  scenario('A name of a field that cannot be', [
    declare({ 'a b': { type: 'String' } }),
    declare({ _a: { type: 'String' } }),
    declare({ '1a': { type: 'String' } }),
    declare({ length: { type: 'String' } }),
  ]),
  scenario('Fields that are no object', [
    post('/schemas/Thing', { fields: 'x' }, byMaster),
    post('/schemas/Thing', { fields: [] }, byMaster),
    post('/schemas/Thing', { fields: null }, byMaster),
  ]),
  scenario('A removed field takes its values along', [
    create('Thing', { a: 1, b: 2 }, { name: 'row' }),
    change({ a: { __op: 'Delete' } }),
    get('/classes/Thing/<row.objectId>'),
    create('Thing', { a: 'now a text' }),
  ]),
  scenario('A removed relation takes its rows along', [
    declare({ r: { type: 'Relation', targetClass: 'Note' } }),
    change({ r: { __op: 'Delete' } }),
    read,
  ]),
  scenario('A name is the one of the address', [
    post('/schemas/Thing', { className: 'Other' }, byMaster),
    post('/schemas', { className: 'Thing' }, byMaster),
    post('/schemas', {}, byMaster),
    post('/schemas/Thing', {}, byMaster),
    put('/schemas/Thing', { className: 'Other' }, byMaster),
  ]),
  scenario('Names of classes that cannot be', [
    post('/schemas/a-b', {}, byMaster),
    post('/schemas/_Own', {}, byMaster),
    post('/schemas/1a', {}, byMaster),
    get('/schemas/a-b', {}, byMaster),
    del('/schemas/a-b', byMaster),
  ]),
  scenario('Indexes are declared, shown and removed', [
    declareClass('Thing', { fields: { a: { type: 'String' } }, indexes: { byA: { a: 1 } } }),
    read,
    put('/schemas/Thing', { indexes: { byA: { __op: 'Delete' } } }, byMaster),
    read,
  ]),
  scenario('An index of what is not there is refused', [
    declareClass('Thing', { indexes: { byA: { a: 1 } } }),
    declareClass('Thing', { fields: { a: { type: 'String' } }, indexes: { byA: { a: 1 } } }),
    put('/schemas/Thing', { indexes: { byA: { a: 1 } } }, byMaster),
    put('/schemas/Thing', { indexes: { none: { __op: 'Delete' } } }, byMaster),
  ]),
  scenario('The classes every server has are changed', [
    put('/schemas/_User', { fields: { nick: { type: 'String' } } }, byMaster),
    put('/schemas/_User', { fields: { username: { __op: 'Delete' } } }, byMaster),
  ]),
];
