import { describe, expect, test } from 'vitest';
import { isFieldName } from './names.js';
import {
  isInternalField,
  isMasterOnlyClass,
  systemSchema,
  SYSTEM_CLASSES,
  withSystemFields,
} from './system-classes.js';

const names = [...SYSTEM_CLASSES.keys()];

describe('systemSchema', () => {
  test.each(names)('%s has the four columns of every class first', (className) => {
    const fields = Object.keys(systemSchema(className)?.fields ?? {});
    expect(fields.slice(0, 4)).toEqual(['objectId', 'createdAt', 'updatedAt', 'ACL']);
  });

  test.each(names)('%s indexes and requires only columns it has', (className) => {
    const system = SYSTEM_CLASSES.get(className);
    const fields = systemSchema(className)?.fields ?? {};
    const used = [
      ...(system?.required ?? []),
      ...(system?.indexes ?? []).flatMap(({ keys }) => Object.keys(keys)),
    ];
    expect(used.filter((field) => !Object.hasOwn(fields, field))).toEqual([]);
  });

  test.each(names)('%s keeps internal columns apart by their name', (className) => {
    const system = SYSTEM_CLASSES.get(className);
    expect(Object.keys(system?.fields ?? {}).filter(isInternalField)).toEqual([]);
    expect(Object.keys(system?.internalFields ?? {}).every(isInternalField)).toBe(true);
    expect(Object.keys(system?.fields ?? {}).every((field) => isFieldName(className, field))).toBe(true);
  });

  test('passwords are no column, their hashes are', () => {
    const user = systemSchema('_User');
    expect(user?.fields.password).toBeUndefined();
    expect(user?.fields._hashed_password).toEqual({ type: 'String' });
  });

  test.each(['Game', '_Foo', '__proto__', 'constructor', ''])('%j is no system class', (className) => {
    expect(systemSchema(className)).toBeUndefined();
  });
});

describe('withSystemFields', () => {
  test('a stored class keeps its own columns and their declarations', () => {
    const schema = withSystemFields({
      className: '_User',
      fields: { score: { type: 'Number' }, username: { type: 'String', required: true } },
      permissions: {},
      indexes: {},
    });
    expect(schema.fields.score).toEqual({ type: 'Number' });
    expect(schema.fields.username).toEqual({ type: 'String', required: true });
    expect(schema.fields.authData).toEqual({ type: 'Object' });
    expect(schema.fields._perishable_token).toEqual({ type: 'String' });
  });

  test('names that objects inherit are not columns', () => {
    const { fields } = withSystemFields({ className: 'Game', fields: {}, permissions: {}, indexes: {} });
    expect(fields.constructor).toBeUndefined();
    expect(fields.__proto__).toBeUndefined();
  });
});

test.each([
  ['_Hooks', true],
  ['_Join:users:_Role', true],
  ['_User', false],
  ['Game', false],
])('%s is for the master key only: %s', (className, expected) => {
  expect(isMasterOnlyClass(className)).toBe(expected);
});
