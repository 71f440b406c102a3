import { DEFAULT_PERMISSIONS, type ClassSchema } from '@parse/core/adapter';
import { expect, test } from 'vitest';
import { decodeSchema, encodeSchema } from './schema-documents.js';
import { undeclaredSchema } from './undeclared-classes.js';

const defaults = {
  objectId: { type: 'String' },
  createdAt: { type: 'Date' },
  updatedAt: { type: 'Date' },
  ACL: { type: 'ACL' },
} as const;

const full: ClassSchema = {
  className: 'Post',
  fields: {
    ...defaults,
    s: { type: 'String', required: true, defaultValue: 'x' },
    p: { type: 'Pointer', targetClass: '_User', required: true },
    r: { type: 'Relation', targetClass: 'Other' },
    g: { type: 'GeoPoint' },
    y: { type: 'Polygon' },
    f: { type: 'File' },
    c: { type: 'Bytes' },
    l: { type: 'Array' },
    o: { type: 'Object' },
    d: { type: 'Date' },
    n: { type: 'Number', required: false },
    b: { type: 'Boolean' },
  },
  permissions: { find: { '*': true, 'role:a.b': true }, get: {}, protectedFields: { '*': ['s'] } },
  indexes: { bys: { s: 1 }, words: { s: 'text' } },
};

test('a class is written as parse-server writes it, and read back', () => {
  const document = encodeSchema(full);
  expect(document).toEqual({
    _id: 'Post',
    objectId: 'string',
    updatedAt: 'date',
    createdAt: 'date',
    _metadata: {
      fields_options: {
        s: { required: true, defaultValue: 'x' },
        p: { required: true },
        n: { required: false },
      },
      class_permissions: { find: { '*': true, 'role:a.b': true }, get: {}, protectedFields: { '*': ['s'] } },
      indexes: { bys: { s: 1 }, words: { s: 'text' } },
    },
    s: 'string',
    p: '*_User',
    r: 'relation<Other>',
    g: 'geopoint',
    y: 'polygon',
    f: 'file',
    c: 'bytes',
    l: 'array',
    o: 'object',
    d: 'date',
    n: 'number',
    b: 'boolean',
  });
  expect(decodeSchema(document)).toEqual(full);
});

test('a class nobody restricted has no metadata, and neither do internal columns a line', () => {
  const schema: ClassSchema = {
    className: '_User',
    fields: { ...defaults, username: { type: 'String' }, _hashed_password: { type: 'String' } },
    permissions: DEFAULT_PERMISSIONS,
    indexes: {},
  };
  expect(encodeSchema(schema)).toEqual({
    _id: '_User',
    objectId: 'string',
    updatedAt: 'date',
    createdAt: 'date',
    username: 'string',
  });
  expect(decodeSchema({ _id: 'A', x: 'number' }).permissions).toEqual(DEFAULT_PERMISSIONS);
});

test('types nobody knows and keys of hosted Parse are passed over', () => {
  const { fields } = decodeSchema({ _id: 'A', x: 'vector', _client_permissions: {}, y: 'map', z: 7 });
  expect(Object.keys(fields)).toEqual([...Object.keys(defaults), 'y']);
  expect(fields.y).toEqual({ type: 'Object' });
});

test.each([
  ['_Join:users:_Role', true],
  ['_Join:a:b:c', true],
  ['_GlobalConfig', true],
  ['_Hooks', true],
  ['_User', false],
  ['_Join:', false],
  ['Post', false],
])('whether %s goes without a document: %s', (className, expected) => {
  expect(undeclaredSchema(className) !== undefined).toBe(expected);
});
