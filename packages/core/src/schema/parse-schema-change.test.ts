import { describe, expect, test } from 'vitest';
import type { Json } from '../types/json.js';
import { parseClassChange, parseNewClass, schemaClassName } from './parse-schema-change.js';
import { schemaJson } from './schema-json.js';
import { DEFAULT_PERMISSIONS, systemSchema } from './system-classes.js';

const current = parseNewClass('T', {
  fields: {
    a: { type: 'String' },
    b: { type: 'Number', required: true },
    r: { type: 'Relation', targetClass: 'B' },
    p: { type: 'Pointer', targetClass: 'B' },
    g: { type: 'GeoPoint' },
  },
  indexes: { ia: { a: 1 } },
});

describe('schemaClassName', () => {
  test.each<[string | undefined, Json | undefined, string]>([
    ['A', undefined, 'A'],
    ['A', {}, 'A'],
    ['A', { className: 'A' }, 'A'],
    [undefined, { className: 'A' }, 'A'],
    ['_User', {}, '_User'],
  ])('%j with %j is about %s', (path, body, expected) => {
    expect(schemaClassName(path, body)).toBe(expected);
  });

  test.each<[string | undefined, Json | undefined, number, string]>([
    [undefined, {}, 135, 'POST /schemas needs a class name.'],
    [undefined, undefined, 135, 'POST /schemas needs a class name.'],
    ['A', { className: 'B' }, 103, 'Class name mismatch between B and A.'],
    ['A', { className: 5 }, 103, 'Class name mismatch between 5 and A.'],
    [
      undefined,
      { className: 5 },
      103,
      'Invalid classname: 5, classnames can only have alphanumeric characters and _, and must start with an alpha character ',
    ],
    [
      '_Foo',
      {},
      103,
      'Invalid classname: _Foo, classnames can only have alphanumeric characters and _, and must start with an alpha character ',
    ],
  ])('%j with %j is refused', (path, body, code, message) => {
    expect(() => schemaClassName(path, body)).toThrow(expect.objectContaining({ code, message }));
  });
});

describe('parseNewClass', () => {
  test('a class without a body is open to everybody', () => {
    expect(schemaJson(parseNewClass('A', undefined))).toEqual({
      className: 'A',
      fields: {
        objectId: { type: 'String' },
        createdAt: { type: 'Date' },
        updatedAt: { type: 'Date' },
        ACL: { type: 'ACL' },
      },
      classLevelPermissions: DEFAULT_PERMISSIONS,
    });
  });

  test('columns, permissions and indexes are shown as declared', () => {
    const body = {
      fields: {
        a: { type: 'String', required: true, defaultValue: 'x' },
        d: { type: 'Date', defaultValue: { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' } },
        o: { type: 'Object', defaultValue: { a: { b: 1 } } },
        p: { type: 'Pointer', targetClass: 'B' },
        n: { type: 'Number', defaultValue: 0 },
        bo: { type: 'Boolean', required: false, defaultValue: false },
        f: { type: 'File' },
      },
      classLevelPermissions: { find: { '*': true }, protectedFields: { '*': ['a'] } },
      indexes: { i1: { createdAt: 1, a: -1 }, i2: { a: 'text' }, i3: { 'o.b': 1 } },
    };
    const json = JSON.parse(JSON.stringify(schemaJson(parseNewClass('A', body))));
    expect(json.fields).toMatchObject(body.fields);
    expect(json.classLevelPermissions).toEqual({
      find: { '*': true },
      count: {},
      get: {},
      create: {},
      update: {},
      delete: {},
      addField: {},
      protectedFields: { '*': ['a'] },
    });
    expect(json.indexes).toEqual(body.indexes);
  });

  test('what columns do not know of is left out', () => {
    const { fields } = parseNewClass('A', {
      fields: { a: { type: 'String', foo: 1, targetClass: 'B', defaultValue: null } },
    });
    expect(fields.a).toEqual({ type: 'String' });
  });

  test('default values are kept in canonical form', () => {
    const { fields } = parseNewClass('A', {
      fields: { d: { type: 'Date', defaultValue: { __type: 'Date', iso: '2020-01-01' } } },
    });
    expect(fields.d?.defaultValue).toEqual({ __type: 'Date', iso: '2020-01-01T00:00:00.000Z' });
  });

  const field = (value: Json) => ({ fields: { a: value } });

  test.each<[Json, number, string]>([
    [{ fields: { 'bad-key': { type: 'String' } } }, 105, 'invalid field name: bad-key'],
    [JSON.parse('{"fields":{"__proto__":{"type":"String"}}}'), 105, 'invalid field name: __proto__'],
    [{ fields: { _x: { type: 'String' } } }, 105, 'invalid field name: _x'],
    [{ fields: { length: { type: 'String' } } }, 105, 'invalid field name: length'],
    [{ fields: { objectId: { type: 'String' } } }, 136, 'field objectId cannot be added'],
    [{ fields: { ACL: { type: 'ACL' } } }, 136, 'field ACL cannot be added'],
    [{ fields: 'x' }, 107, 'invalid JSON'],
    [field({ type: 'Nope' }), 111, 'invalid field type: Nope'],
    [field({ type: 'ACL' }), 111, 'invalid field type: ACL'],
    [field({ type: 'constructor' }), 111, 'invalid field type: constructor'],
    [field({}), 107, 'invalid JSON'],
    [field('String'), 107, 'invalid JSON'],
    [field(null), 107, 'invalid JSON'],
    [field({ type: 5 }), 107, 'invalid JSON'],
    [field({ type: 'String', required: 'x' }), 107, 'invalid JSON'],
    [field({ type: 'Pointer' }), 135, 'type Pointer needs a class name'],
    [field({ type: 'Relation' }), 135, 'type Relation needs a class name'],
    [field({ type: 'Pointer', targetClass: 5 }), 107, 'invalid JSON'],
    [
      field({ type: 'Pointer', targetClass: 'bad-name' }),
      103,
      'Invalid classname: bad-name, classnames can only have alphanumeric characters and _, and must start with an alpha character ',
    ],
    [field({ __op: 'Delete' }), 255, 'Field a does not exist, cannot delete.'],
    [
      field({ type: 'String', defaultValue: 5 }),
      111,
      'schema mismatch for A.a default value; expected String but got Number',
    ],
    [field({ type: 'String', defaultValue: { __type: 'Nope' } }), 111, 'This is not a valid Nope'],
    [field({ type: 'Date', defaultValue: { __type: 'Date', iso: 'nope' } }), 111, 'This is not a valid Date'],
    [
      field({
        type: 'Pointer',
        targetClass: 'B',
        defaultValue: { __type: 'Pointer', className: 'C', objectId: 'x' },
      }),
      111,
      'schema mismatch for A.a default value; expected Pointer<B> but got Pointer<C>',
    ],
    [
      field({ type: 'Relation', targetClass: 'B', defaultValue: { __type: 'Relation', className: 'B' } }),
      111,
      "The 'default value' option is not applicable for Relation<B>",
    ],
    [
      field({ type: 'Relation', targetClass: 'B', required: true }),
      111,
      "The 'required' option is not applicable for Relation<B>",
    ],
    [
      { fields: { a: { type: 'GeoPoint' }, b: { type: 'GeoPoint' } } },
      111,
      'currently, only one GeoPoint field may exist in an object. Adding b when a already exists.',
    ],
    [{ indexes: { i1: { nope: 1 } } }, 102, 'Field nope does not exist, cannot add index.'],
    [{ indexes: { i1: { __op: 'Delete' } } }, 102, 'Index i1 does not exist, cannot delete.'],
    [{ indexes: { i1: 5 } }, 107, 'invalid JSON'],
    [{ indexes: { i1: {} } }, 102, 'Index i1 needs a name and at least one field.'],
    [{ indexes: { i1: { createdAt: 'foo' } } }, 102, 'Index i1 has an unknown kind for field createdAt.'],
    [
      { classLevelPermissions: { find: { 'a-b': true } } },
      107,
      "'a-b' is not a valid key for class level permissions",
    ],
  ])('%j is refused', (body, code, message) => {
    expect(() => parseNewClass('A', body)).toThrow(expect.objectContaining({ code, message }));
  });

  test("indexes may name the store's pointer columns, and any field when the app says so", () => {
    const body = { fields: { p: { type: 'Pointer', targetClass: 'B' } }, indexes: { i: { _p_p: 1 } } };
    expect(parseNewClass('A', body).indexes).toEqual({ i: { p: 1 } });
    expect(parseNewClass('A', { indexes: { i: { nope: 1 } } }, { anyIndexField: true }).indexes).toEqual({
      i: { nope: 1 },
    });
  });
});

describe('parseClassChange', () => {
  test.each<[Json | undefined, Json]>([
    [undefined, {}],
    [{}, {}],
    [{ fields: { a: { type: 'String' } } }, {}],
    [{ fields: { createdAt: { type: 'Date' } } }, {}],
    [{ fields: { x: { type: 'String' } } }, { addFields: { x: { type: 'String' } } }],
    [
      { fields: { a: { type: 'String', required: true, defaultValue: 'q' } } },
      { changeFields: { a: { type: 'String', required: true, defaultValue: 'q' } } },
    ],
    [{ fields: { b: { type: 'Number' } } }, { changeFields: { b: { type: 'Number' } } }],
    [
      { fields: { b: { __op: 'Delete' }, c: { type: 'String' } } },
      { addFields: { c: { type: 'String' } }, removeFields: ['b'] },
    ],
    [
      { fields: { g: { __op: 'Delete' }, h: { type: 'GeoPoint' } } },
      { addFields: { h: { type: 'GeoPoint' } }, removeFields: ['g'] },
    ],
    [
      { fields: { z: { type: 'String' } }, indexes: { ic: { z: 1 } } },
      { addFields: { z: { type: 'String' } }, addIndexes: { ic: { z: 1 } } },
    ],
    [{ indexes: { ia: { __op: 'Delete' } } }, { removeIndexes: ['ia'] }],
    [{ classLevelPermissions: { get: { '*': true } } }, { permissions: { get: { '*': true } } }],
    [
      { fields: { z: { type: 'String' } }, classLevelPermissions: { protectedFields: { '*': ['z'] } } },
      { addFields: { z: { type: 'String' } }, permissions: { protectedFields: { '*': ['z'] } } },
    ],
  ])('%j changes %j', (body, expected) => {
    expect(JSON.parse(JSON.stringify(parseClassChange(current, body)))).toEqual(expected);
  });

  test('permissions set to null are those of an unrestricted class', () => {
    expect(parseClassChange(current, { classLevelPermissions: null }).permissions).toEqual(
      DEFAULT_PERMISSIONS,
    );
  });

  test.each<[Json, number, string]>([
    [{ fields: { a: { type: 'Number' } } }, 255, 'Field a exists, cannot update.'],
    [
      { fields: { r: { type: 'Relation', targetClass: 'C' } } },
      111,
      'schema mismatch for T.r; expected Relation<B> but got Relation<C>',
    ],
    [{ fields: { nope: { __op: 'Delete' } } }, 255, 'Field nope does not exist, cannot delete.'],
    [
      { fields: { constructor: { __op: 'Delete' } } },
      255,
      'Field constructor does not exist, cannot delete.',
    ],
    [{ fields: { objectId: { __op: 'Delete' } } }, 136, 'field objectId cannot be changed'],
    [
      { fields: { g2: { type: 'GeoPoint' } } },
      111,
      'currently, only one GeoPoint field may exist in an object. Adding g2 when g already exists.',
    ],
    [{ fields: { x: { __op: 'Nope' } } }, 107, 'invalid JSON'],
    [{ indexes: { ia: { a: 1 } } }, 102, 'Index ia exists, cannot update.'],
    [{ indexes: { _id_: { __op: 'Delete' } } }, 102, 'Index _id_ does not exist, cannot delete.'],
    [
      { fields: { a: { __op: 'Delete' } }, classLevelPermissions: { protectedFields: { '*': ['a'] } } },
      107,
      "Field 'a' in protectedFields:* does not exist",
    ],
  ])('%j is refused', (body, code, message) => {
    expect(() => parseClassChange(current, body)).toThrow(expect.objectContaining({ code, message }));
  });

  describe('of users', () => {
    const user = systemSchema('_User') ?? current;

    test.each([
      ['username', 136, 'field username cannot be changed'],
      ['password', 136, 'field password cannot be changed'],
      ['_hashed_password', 255, 'Field _hashed_password does not exist, cannot delete.'],
    ])('deleting %s is refused', (field, code, message) => {
      expect(() => parseClassChange(user, { fields: { [field]: { __op: 'Delete' } } })).toThrow(
        expect.objectContaining({ code, message }),
      );
    });

    test('columns may become required and be hidden', () => {
      const body = {
        fields: { username: { type: 'String', required: true }, password: { type: 'String' } },
        classLevelPermissions: { protectedFields: { '*': ['email', 'password'] } },
      };
      expect(parseClassChange(user, body)).toEqual({
        changeFields: { username: { type: 'String', required: true } },
        permissions: { protectedFields: { '*': ['email', 'password'] } },
      });
    });

    test('internal columns are not there for permissions', () => {
      const body = { classLevelPermissions: { protectedFields: { '*': ['_hashed_password'] } } };
      expect(() => parseClassChange(user, body)).toThrow(
        "Field '_hashed_password' in protectedFields:* does not exist",
      );
    });
  });
});
