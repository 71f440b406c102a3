import { describe, expect, test } from 'vitest';
import type { ClassSchema } from '../types/class-schema.js';
import type { FieldOp } from '../types/field-op.js';
import type { Json, JsonObject } from '../types/json.js';
import { applyDefaults, assertKeepsRequired, assertRequired } from './required-fields.js';
import { systemSchema, withSystemFields } from './system-classes.js';

const schema: ClassSchema = withSystemFields({
  className: 'Game',
  fields: {
    a: { type: 'String', required: true },
    b: { type: 'Number', defaultValue: 7 },
    c: { type: 'Boolean', required: true, defaultValue: false },
  },
  permissions: {},
  indexes: {},
});
const role = systemSchema('_Role') ?? schema;

describe('applyDefaults', () => {
  test.each<[JsonObject, JsonObject]>([
    [{}, { b: 7, c: false }],
    [
      { b: null, c: '' },
      { b: 7, c: false },
    ],
    [
      { b: 0, c: true },
      { b: 0, c: true },
    ],
  ])('%j becomes %j', (fields, expected) => {
    expect(applyDefaults(schema, { objectId: 'x', ...fields })).toEqual({ objectId: 'x', ...expected });
  });

  test('an object that needs none is not copied', () => {
    const object = { objectId: 'x', b: 1, c: true };
    expect(applyDefaults(schema, object)).toBe(object);
  });
});

describe('assertRequired', () => {
  test.each<[Json]>([[null], ['']])('%j is no value', (value) => {
    expect(() => assertRequired(schema, { objectId: 'x', a: value, c: false })).toThrow(
      expect.objectContaining({ code: 142, message: 'a is required' }),
    );
  });

  test('false and 0 are values', () => {
    expect(() => assertRequired(schema, { objectId: 'x', a: 0, c: false })).not.toThrow();
  });

  test.each<[JsonObject, string]>([
    [{}, 'name is required.'],
    [{ name: '', ACL: {} }, 'name is required.'],
    [{ name: 'x' }, 'ACL is required.'],
  ])('a role of %j is refused', (fields, message) => {
    expect(() => assertRequired(role, { objectId: 'x', ...fields })).toThrow(
      expect.objectContaining({ code: 111, message }),
    );
  });

  test('a role whose ACL lets nobody in is complete', () => {
    expect(() => assertRequired(role, { objectId: 'x', name: 'x', ACL: {} })).not.toThrow();
  });
});

describe('assertKeepsRequired', () => {
  const target = (field: string, ...path: string[]) => ({ field, path });

  test.each<[FieldOp]>([
    [{ op: 'unset', target: target('a') }],
    [{ op: 'set', target: target('a'), value: null }],
    [{ op: 'set', target: target('a'), value: '' }],
  ])('%j takes a value away', (op) => {
    expect(() => assertKeepsRequired(schema, [op])).toThrow(
      expect.objectContaining({ code: 142, message: 'a is required' }),
    );
  });

  test.each<[FieldOp]>([
    [{ op: 'unset', target: target('b') }],
    [{ op: 'set', target: target('a'), value: 'x' }],
    [{ op: 'unset', target: target('a', 'b') }],
  ])('%j leaves one', (op) => {
    expect(() => assertKeepsRequired(schema, [op])).not.toThrow();
  });

  test('a role keeps its name', () => {
    expect(() => assertKeepsRequired(role, [{ op: 'unset', target: target('name') }])).toThrow(
      'name is required.',
    );
  });
});
