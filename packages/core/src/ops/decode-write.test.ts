import { describe, expect, test } from 'vitest';
import { creating, failure, schema, stored, updating } from '../../test/decode-fixture.js';
import { ErrorCode } from '../errors/codes.js';
import { systemSchema } from '../schema/system-classes.js';
import type { Json, JsonObject } from '../types/json.js';
import { decodeWrite } from './decode-write.js';

describe('keys', () => {
  test.each([
    '{"o":{"$a":1}}',
    '{"o":{"a.b":1}}',
    '{"o":{"a$b":1}}',
    '{"o":{"a":[{"$b":1}]}}',
    '{"l":[{"$b":1}]}',
    '{"o.a":{"$b":1}}',
    '{"o.$a":5}',
    '{"l":{"__op":"Add","objects":[{"a.b":1}]}}',
    '{"o":{"__op":"SetOnInsert","amount":{"$a":1}}}',
  ])('%s has a bad nested key', (body) => {
    expect(failure(JSON.parse(body))).toEqual({
      code: ErrorCode.InvalidNestedKey,
      message: "Nested keys should not contain the '$' or '.' characters",
    });
  });

  test.each([
    ['{"o":{"__proto__":{"x":1}}}', '{"key":"__proto__"}'],
    ['{"o":{"constructor":1}}', '{"key":"constructor"}'],
    ['{"o":{"a":[{"xconstructor":1}]}}', '{"key":"constructor"}'],
    ['{"o":{"_bsontype":"Code"}}', '{"key":"_bsontype","value":"Code"}'],
    ['{"f":{"__type":"File","name":"a","_bsontype":"Code"}}', '{"key":"_bsontype","value":"Code"}'],
    ['{"l":[{"__type":"Object","className":"A","objectId":"a","constructor":1}]}', '{"key":"constructor"}'],
    [
      '{"r":{"__op":"AddRelation","objects":[{"__type":"Pointer","className":"A","objectId":"a","constructor":1}]}}',
      '{"key":"constructor"}',
    ],
    ['{"myconstructor":1}', '{"key":"constructor"}'],
    ['{"o.constructor":1}', '{"key":"constructor"}'],
    ['{"o.__proto__":5}', '{"key":"__proto__"}'],
    ['{"ACL":{"__proto__x":1}}', '{"key":"__proto__"}'],
    ['{"l":{"__op":"AddUnique","objects":[{"constructor":1}]}}', '{"key":"constructor"}'],
  ])('%s holds a denied keyword', (body, keyword) => {
    expect(failure(JSON.parse(body))).toEqual({
      code: ErrorCode.InvalidKeyName,
      message: `Prohibited keyword in request data: ${keyword}.`,
    });
  });

  test('__proto__ is refused inside values whatever the denylist', () => {
    expect(failure(JSON.parse('{"o":{"a":{"__proto__":{}}}}'), { creating: true, depth: 100 }).code).toBe(
      ErrorCode.InvalidKeyName,
    );
  });

  test.each([
    'bad-key',
    '1abc',
    'a b',
    '_foo',
    '',
    '$a',
    'a$b',
    'ключ',
    '__foo',
    'className',
    'length',
    '_id',
    '_rperm',
    '_hashed_password',
    '__type',
    '__op',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '.a',
    'o.',
    'o..a',
    '_x.a',
  ])('%j is no field', (key) => {
    for (const rules of [creating, updating]) {
      expect(failure(JSON.parse(`{${JSON.stringify(key)}:1}`), rules)).toEqual({
        code: ErrorCode.InvalidKeyName,
        message: expect.stringMatching(/^Invalid field name: /),
      });
    }
  });

  test.each(['.a', 'o.', 'o..a'])('%s is told whole', (key) => {
    expect(failure({ [key]: 1 }).message).toBe(`Invalid field name: ${key}.`);
  });

  test('internal columns of the class are for the engine', () => {
    const user = systemSchema('_User');
    if (!user) throw new Error('no users');
    const body = { _failed_login_count: 1 };
    expect(() => decodeWrite(user, body, creating)).toThrow('Invalid field name: _failed_login_count.');
    expect(decodeWrite(user, body, { ...creating, internalFields: true }).ops).toHaveLength(1);
    expect(() => decodeWrite(user, { _other: 1 }, { ...creating, internalFields: true })).toThrow(
      'Invalid field name: _other.',
    );
  });
});

describe('reserved fields', () => {
  const iso = { __type: 'Date', iso: '2020-01-01T00:00:00Z' };

  test.each<[JsonObject, number, string]>([
    [{ objectId: 'abc' }, 105, 'objectId is an invalid field name.'],
    [{ objectId: 5 }, 105, 'objectId is an invalid field name.'],
    [{ id: 'x' }, 105, 'id is an invalid field name.'],
    [
      { createdAt: '2020-01-01T00:00:00.000Z' },
      111,
      'schema mismatch for Game.createdAt; expected Date but got String',
    ],
    [{ updatedAt: 5 }, 111, 'schema mismatch for Game.updatedAt; expected Date but got Number'],
    [
      { createdAt: { __op: 'Increment', amount: 1 } },
      111,
      'schema mismatch for Game.createdAt; expected Date but got Number',
    ],
  ])('%j is refused', (body, code, message) => {
    expect(failure(body)).toEqual({ code, message });
    expect(failure(body, updating)).toEqual({ code, message });
  });

  test.each<[JsonObject]>([
    [{ objectId: '' }],
    [{ objectId: null }],
    [{ createdAt: iso }],
    [{ updatedAt: null }],
    [{ updatedAt: { __op: 'Delete' } }],
  ])('%j is ignored', (body) => {
    expect(decodeWrite(schema, body, creating)).toEqual({ ops: [], relations: [], fields: new Map() });
  });

  test('custom ids are taken when the app allows them', () => {
    const rules = { ...creating, customObjectId: true };
    expect(decodeWrite(schema, { objectId: 'abc' }, rules).ops).toEqual([
      { op: 'set', target: { field: 'objectId', path: [] }, value: 'abc' },
    ]);
    for (const objectId of ['', null, 5, {}]) {
      expect(failure({ objectId }, rules)).toEqual({
        code: 104,
        message: 'objectId must not be empty, null or undefined',
      });
    }
  });

  test('dates of rows are plain text when the writer may set them', () => {
    expect(stored({ createdAt: iso, updatedAt: iso }, { ...creating, timestamps: true })).toEqual({
      createdAt: '2020-01-01T00:00:00.000Z',
      updatedAt: '2020-01-01T00:00:00.000Z',
    });
  });
});

describe('ACL', () => {
  test.each<[Json, Json]>([
    [{}, {}],
    ['x', {}],
    [5, {}],
    [[], {}],
    [{ '*': true }, {}],
    [{ '*': { foo: true } }, {}],
    [{ '*': { read: false } }, {}],
    [{ '*': { read: true, write: false } }, { '*': { read: true } }],
    [
      { u: { read: true, write: true }, 'role:x': { write: true } },
      { u: { read: true, write: true }, 'role:x': { write: true } },
    ],
    [{ __op: 'Delete' }, {}],
  ])('%j is stored as %j', (acl, expected) => {
    expect(stored({ ACL: acl })).toEqual({ ACL: expected });
  });

  test('a file that is a part of a field keeps the address that no column makes', () => {
    const photo = { __type: 'File', name: 'a.png', url: 'https://example.org/a.png' };
    expect(decodeWrite(schema, { 'page.photo': photo }, updating).ops).toEqual([
      { op: 'set', target: { field: 'page', path: ['photo'] }, value: photo },
    ]);
  });

  test('null leaves the rights as they are', () => {
    expect(decodeWrite(schema, { ACL: null }, updating).ops).toEqual([]);
  });

  test('a user that was never saved is refused', () => {
    expect(failure({ ACL: { '*unresolved': { read: true } } })).toEqual({
      code: 123,
      message: 'Invalid ACL.',
    });
  });

  test.each(['a.b', '$a', 'role:a.b'])('nobody can be called %s', (principal) => {
    expect(failure({ ACL: { [principal]: { read: true } } })).toEqual({
      code: ErrorCode.InvalidNestedKey,
      message: "Nested keys should not contain the '$' or '.' characters",
    });
  });

  test('another operation needs another column', () => {
    const { fields: written } = decodeWrite(schema, { ACL: { __op: 'Increment', amount: 1 } }, updating);
    expect(written.get('ACL')).toEqual({ type: 'Number' });
  });
});
