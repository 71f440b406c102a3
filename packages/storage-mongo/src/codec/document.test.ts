import { BSON, Binary, Decimal128, Long, ObjectId } from 'mongodb';
import fc from 'fast-check';
import type { ClassSchema, FieldSchema, Json, StoredObject } from '@parse/core/adapter';
import { describe, expect, test } from 'vitest';
import { columnsOfEveryType, ownColumns } from '../../test/support/columns.js';
import type { BsonDocument } from '../bson.js';
import { layoutOf } from './class-layout.js';
import { decodeDocument } from './decode-document.js';
import { encodeDocument } from './encode-document.js';

function classOf(className: string, fields: Record<string, FieldSchema>): ClassSchema {
  return {
    className,
    fields: {
      ...ownColumns,
      ...fields,
    },
    permissions: {},
    indexes: {},
  };
}

const everyType = classOf('Thing', {
  ...columnsOfEveryType,
  r: { type: 'Relation', targetClass: 'Other' },
});

const iso = '2020-01-01T00:00:00.000Z';
const date = new Date(iso);
const pointer = { __type: 'Pointer', className: 'Other', objectId: 'o1' };

/** What the engine would keep of a document and give back. */
function stored(document: BsonDocument): BsonDocument {
  return BSON.deserialize(BSON.serialize(document), { promoteValues: true });
}

describe('a row and its document', () => {
  test.each<[string, ClassSchema, StoredObject, BsonDocument]>([
    ['the least', everyType, { objectId: 'a' }, { _id: 'a' }],
    [
      'dates of the row come last',
      everyType,
      { objectId: 'a', createdAt: iso, updatedAt: iso, s: 'x', n: 1.5, b: false },
      { _id: 'a', s: 'x', n: 1.5, b: false, _created_at: date, _updated_at: date },
    ],
    ['a pointer', everyType, { objectId: 'a', p: pointer }, { _id: 'a', _p_p: 'Other$o1' }],
    [
      'a pointer to an id with a dollar',
      everyType,
      { objectId: 'a', p: { ...pointer, objectId: 'a$b' } },
      { _id: 'a', _p_p: 'Other$a$b' },
    ],
    ['a null pointer', everyType, { objectId: 'a', p: null }, { _id: 'a', _p_p: null }],
    ['a date', everyType, { objectId: 'a', d: { __type: 'Date', iso } }, { _id: 'a', d: date }],
    ['a file', everyType, { objectId: 'a', f: { __type: 'File', name: 'x.png' } }, { _id: 'a', f: 'x.png' }],
    [
      'bytes',
      everyType,
      { objectId: 'a', c: { __type: 'Bytes', base64: 'AP/+' } },
      { _id: 'a', c: new Binary(Buffer.from('AP/+', 'base64')) },
    ],
    [
      'a place',
      everyType,
      { objectId: 'a', g: { __type: 'GeoPoint', latitude: 10, longitude: 20 } },
      { _id: 'a', g: [20, 10] },
    ],
    [
      'a polygon',
      everyType,
      {
        objectId: 'a',
        y: {
          __type: 'Polygon',
          coordinates: [
            [0, 0],
            [0, 1],
            [1, 1],
            [0, 0],
          ],
        },
      },
      {
        _id: 'a',
        y: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        },
      },
    ],
    [
      'values inside objects and arrays',
      everyType,
      {
        objectId: 'a',
        o: { d: { __type: 'Date', iso }, p: pointer, c: { __type: 'Bytes', base64: 'aGk=' }, n: null },
        l: [pointer, { __type: 'Date', iso }, [{ __type: 'GeoPoint', latitude: 1, longitude: 2 }]],
      },
      {
        _id: 'a',
        o: { d: date, p: pointer, c: new Binary(Buffer.from('hi')), n: null },
        l: [pointer, date, [{ __type: 'GeoPoint', latitude: 1, longitude: 2 }]],
      },
    ],
    [
      'an ACL',
      everyType,
      {
        objectId: 'a',
        s: 'x',
        createdAt: iso,
        ACL: { ann: { read: true, write: true }, '*': { read: true } },
      },
      {
        _id: 'a',
        s: 'x',
        _wperm: ['ann'],
        _rperm: ['ann', '*'],
        _acl: { ann: { w: true, r: true }, '*': { r: true } },
        _created_at: date,
      },
    ],
    [
      'nobody but the master key',
      everyType,
      { objectId: 'a', ACL: {} },
      { _id: 'a', _wperm: [], _rperm: [], _acl: {} },
    ],
    [
      'a user',
      classOf('_User', {
        username: { type: 'String' },
        _hashed_password: { type: 'String' },
        authData: { type: 'Object' },
        _perishable_token_expires_at: { type: 'Date' },
      }),
      {
        objectId: 'u',
        username: 'ann',
        _hashed_password: '$2b$x',
        _perishable_token_expires_at: { __type: 'Date', iso },
        authData: { anonymous: { id: '1' } },
      },
      {
        _id: 'u',
        username: 'ann',
        _hashed_password: '$2b$x',
        _perishable_token_expires_at: date,
        _auth_data_anonymous: { id: '1' },
      },
    ],
    [
      'a session',
      classOf('_Session', {
        sessionToken: { type: 'String' },
        user: { type: 'Pointer', targetClass: '_User' },
      }),
      { objectId: 's', sessionToken: 'r:1', user: { __type: 'Pointer', className: '_User', objectId: 'u' } },
      { _id: 's', _session_token: 'r:1', _p_user: '_User$u' },
    ],
    [
      'an audience',
      classOf('_Audience', { lastUsed: { type: 'Date' }, timesUsed: { type: 'Number' } }),
      { objectId: 'a', lastUsed: { __type: 'Date', iso }, timesUsed: 2 },
      { _id: 'a', _last_used: date, times_used: 2 },
    ],
    ['the configuration', classOf('_GlobalConfig', {}), { objectId: '1' }, { _id: 1 }],
  ])('%s', (_name, schema, row, document) => {
    const layout = layoutOf(schema);
    const encoded = encodeDocument(layout, row);
    expect(encoded).toEqual(document);
    expect(Object.keys(encoded)).toEqual(Object.keys(document));
    expect(decodeDocument(layout, stored(encoded))).toEqual(row);
  });
});

describe('documents of other writers', () => {
  test.each<[string, BsonDocument, StoredObject]>([
    [
      'an ObjectId',
      { _id: new ObjectId('507f1f77bcf86cd799439011') },
      { objectId: '507f1f77bcf86cd799439011' },
    ],
    [
      'keys nobody knows',
      { _id: 'a', _metadata: {}, _client_permissions: {}, _tombstone: 1 },
      { objectId: 'a' },
    ],
    ['only _acl', { _id: 'a', _acl: { '*': { r: true } } }, { objectId: 'a' }],
    ['only _wperm', { _id: 'a', _wperm: ['*'] }, { objectId: 'a', ACL: { '*': { write: true } } }],
    ['a pointer without class', { _id: 'a', _p_p: 'bad' }, { objectId: 'a', p: 'bad' }],
    ['a date as text', { _id: 'a', d: iso }, { objectId: 'a', d: { __type: 'Date', iso } }],
    ['creation as text', { _id: 'a', _created_at: iso }, { objectId: 'a', createdAt: iso }],
    ['bytes as text', { _id: 'a', c: 'aGk=' }, { objectId: 'a', c: { __type: 'Bytes', base64: 'aGk=' } }],
    ['nulls', { _id: 'a', g: null, y: null, f: null }, { objectId: 'a', g: null, y: null, f: null }],
    [
      'a file in a list, with its URL',
      { _id: 'a', l: [{ __type: 'File', name: 'x', url: 'http://y' }] },
      { objectId: 'a', l: [{ __type: 'File', name: 'x', url: 'http://y' }] },
    ],
    [
      'numbers of other kinds',
      { _id: 'a', n: Long.fromString('123456789012'), l: [Decimal128.fromString('1.5'), Infinity] },
      { objectId: 'a', n: 123456789012, l: [1.5, null] },
    ],
    [
      'a date that was set by a dot path',
      { _id: 'a', o: { d: { __type: 'Date', iso } } },
      { objectId: 'a', o: { d: { __type: 'Date', iso } } },
    ],
  ])('%s', (_name, document, row) => {
    expect(decodeDocument(layoutOf(everyType), stored(document))).toEqual(row);
  });
});

test('any JSON inside objects and arrays comes back as it was', () => {
  const key = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', '_bsontype', '__type', 'a b', ''),
    fc.string(),
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Json>(
        null,
        true,
        '',
        pointer,
        { __type: 'Date', iso },
        { __type: 'Bytes', base64: 'aGk=' },
      ),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
      fc.string({ unit: 'grapheme' }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc
        .array(
          fc.tuple(
            key.filter((each) => !each.includes('\0') && !each.startsWith('$')),
            tie('value'),
          ),
          { maxLength: 3 },
        )
        .map((entries): Json => Object.fromEntries(entries)),
    ),
  }));
  const isFile = (text: string) => text.includes('"__type":"File"');
  fc.assert(
    fc.property(
      value.filter((each) => !isFile(JSON.stringify(each))),
      (each) => {
        const layout = layoutOf(everyType);
        const row = { objectId: 'a', l: [each] };
        expect(JSON.stringify(decodeDocument(layout, stored(encodeDocument(layout, row))))).toBe(
          JSON.stringify(row),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('a value nested too deeply is refused', () => {
  let deep: Json = [];
  for (let depth = 0; depth < 1000; depth += 1) deep = [deep];
  expect(() => encodeDocument(layoutOf(everyType), { objectId: 'a', l: [deep] })).toThrow(/too deeply/);
});
