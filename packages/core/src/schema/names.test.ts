import { describe, expect, test } from 'vitest';
import { ErrorCode } from '../errors/codes.js';
import { assertClassName, assertFieldName, isDefaultField } from './names.js';

describe('assertClassName', () => {
  test.each(['Game', 'a', 'A_1', 'length', '_User', '_GlobalConfig', '_Join:users:_Role'])(
    'accepts %s',
    (name) => {
      expect(() => assertClassName(name)).not.toThrow();
    },
  );

  test.each([
    '',
    '1abc',
    'a-b',
    'a b',
    'a.b',
    '$a',
    '_Foo',
    '_SCHEMA',
    '_Join:',
    '_Join:a',
    '_Join:a:b:c',
    '_Join:a;b:c',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'Ключ',
    'a\n',
    'a\u0000',
  ])('refuses %j', (name) => {
    expect(() => assertClassName(name)).toThrow(
      expect.objectContaining({
        code: ErrorCode.InvalidClassName,
        message: `Invalid classname: ${name}, classnames can only have alphanumeric characters and _, and must start with an alpha character `,
      }),
    );
  });
});

describe('assertFieldName', () => {
  test.each(['a', 'score', 'A_1', 'prototype', 'objectId', 'ACL', 'username'])('accepts %s', (name) => {
    expect(() => assertFieldName('Game', name)).not.toThrow();
  });

  test.each([
    '',
    '1abc',
    'bad-key',
    'a b',
    '_foo',
    '$a',
    'a$b',
    'ключ',
    '__foo',
    '__type',
    '__op',
    '__proto__',
    '_rperm',
    'constructor',
    'toString',
    'hasOwnProperty',
    'className',
    'length',
    'a\n',
  ])('refuses %j', (name) => {
    expect(() => assertFieldName('Game', name)).toThrow(
      expect.objectContaining({ code: ErrorCode.InvalidKeyName, message: `Invalid field name: ${name}.` }),
    );
  });

  test('hooks have a className column', () => {
    expect(() => assertFieldName('_Hooks', 'className')).not.toThrow();
  });
});

test.each([
  ['Game', 'objectId', true],
  ['Game', 'username', false],
  ['_User', 'username', true],
  ['_User', 'password', true],
  ['_User', 'score', false],
  ['__proto__', 'score', false],
])('%s.%s is made by the server: %s', (className, field, expected) => {
  expect(isDefaultField(className, field)).toBe(expected);
});
