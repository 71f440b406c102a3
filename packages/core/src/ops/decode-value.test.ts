import { describe, expect, test } from 'vitest';
import { creating, failure, pointer, schema } from '../../test/decode-fixture.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { Json, JsonObject } from '../types/json.js';
import { decodeWrite } from './decode-write.js';

describe('values', () => {
  test.each<[string, Json, Json]>([
    ['text', 'x', 'x'],
    ['null in a column', null, null],
    ['a date', { __type: 'Date', iso: '2020-01-01' }, { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' }],
    ['a pointer with more keys', { ...pointer('Other', 'a'), x: 1 }, pointer('Other', 'a')],
    [
      'an included object',
      { __type: 'Object', className: 'Other', objectId: 'a', n: 1 },
      pointer('Other', 'a'),
    ],
    ['a file without address', { __type: 'File', name: 'a.txt' }, { __type: 'File', name: 'a.txt' }],
    [
      'a file with an odd address',
      { __type: 'File', name: 'a.txt', url: 5 },
      { __type: 'File', name: 'a.txt' },
    ],
    [
      'a geo point',
      { __type: 'GeoPoint', latitude: -90, longitude: 180, x: 1 },
      { __type: 'GeoPoint', latitude: -90, longitude: 180 },
    ],
    ['bytes without padding', { __type: 'Bytes', base64: 'aGk' }, { __type: 'Bytes', base64: 'aGk=' }],
    ['bytes for addresses', { __type: 'Bytes', base64: 'aG-_' }, { __type: 'Bytes', base64: 'aG+/' }],
    [
      'an open polygon',
      {
        __type: 'Polygon',
        coordinates: [
          [0, 0],
          [0, 1],
          [1, 1],
        ],
      },
      {
        __type: 'Polygon',
        coordinates: [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      },
    ],
    [
      'a closed polygon',
      {
        __type: 'Polygon',
        coordinates: [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      },
      {
        __type: 'Polygon',
        coordinates: [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      },
    ],
    [
      'nested values',
      { a: [{ __type: 'Date', iso: '2020-01-01' }, { b: { __type: 'File', name: 'q', url: 'http://x' } }] },
      {
        a: [
          { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' },
          { b: { __type: 'File', name: 'q', url: 'http://x' } },
        ],
      },
    ],
    [
      'a nested address that is none',
      [{ __type: 'File', name: 'q', url: 5, a: 1 }],
      [{ __type: 'File', name: 'q' }],
    ],
    [
      'nested text that looks like an operation',
      { k: { __op: 'Increment', amount: 1 } },
      { k: { __op: 'Increment', amount: 1 } },
    ],
    ['nested unknown types', { k: { __type: 'Nope', a: 1 } }, { k: { __type: 'Nope', a: 1 } }],
    ['an empty type', { __type: '' }, { __type: '' }],
    ['no type', { __type: null }, { __type: null }],
  ])('%s is stored in canonical form', (_, value, expected) => {
    const existing = { ...schema, fields: { ...schema.fields, f: { type: 'Object' } as const } };
    const { ops } = decodeWrite(existing, { f: value }, creating);
    expect(ops).toEqual([{ op: 'set', target: { field: 'f', path: [] }, value: expected }]);
  });

  test('what is canonical already is not copied', () => {
    const value = { a: [{ b: 1 }, 'x'], c: { d: null } };
    const { ops } = decodeWrite(schema, { o: value }, creating);
    expect(ops[0]?.op === 'set' && ops[0].value).toBe(value);
  });

  const malformed: [string, JsonObject][] = [
    ['Date', {}],
    ['Date', { iso: '' }],
    ['Date', { iso: 5 }],
    ['Date', { iso: {} }],
    ['Date', { iso: 'nope' }],
    ['Date', { iso: '10000-01-01T00:00:00Z' }],
    ['Date', { iso: null }],
    ['Pointer', {}],
    ['Pointer', { objectId: 'a' }],
    ['Pointer', { className: 'Other' }],
    ['Pointer', { className: 'Other', objectId: 5 }],
    ['Pointer', { className: 'Other', objectId: { $gt: '' } }],
    ['Pointer', { className: 'Other', objectId: '' }],
    ['Pointer', { className: 'bad-name', objectId: 'a' }],
    ['Pointer', { className: '__proto__', objectId: 'a' }],
    ['Object', {}],
    ['Object', { className: 'Other' }],
    ['GeoPoint', {}],
    ['GeoPoint', { latitude: 91, longitude: 0 }],
    ['GeoPoint', { latitude: 0, longitude: 181 }],
    ['GeoPoint', { latitude: '1', longitude: '2' }],
    ['GeoPoint', { latitude: null, longitude: 0 }],
    ['File', {}],
    ['File', { name: '' }],
    ['File', { name: 5 }],
    ['File', { name: { $gt: 1 } }],
    ['Bytes', {}],
    ['Bytes', { base64: '' }],
    ['Bytes', { base64: 5 }],
    ['Bytes', { base64: '!!!' }],
    ['Bytes', { base64: '=' }],
    ['Polygon', {}],
    ['Polygon', { coordinates: 5 }],
    ['Polygon', { coordinates: [] }],
    [
      'Polygon',
      {
        coordinates: [
          [0, 0],
          [0, 1],
        ],
      },
    ],
    [
      'Polygon',
      {
        coordinates: [
          [0, 0],
          [0, 1],
          [0, 0],
        ],
      },
    ],
    [
      'Polygon',
      {
        coordinates: [
          [0, 0],
          [0, 'a'],
          [1, 1],
        ],
      },
    ],
    ['Polygon', { coordinates: [[0, 0], [0, 1], null] }],
    [
      'Polygon',
      {
        coordinates: [
          [0, 0],
          [0, 100],
          [100, 0],
        ],
      },
    ],
    ['Relation', {}],
    ['Relation', { className: 5 }],
    ['Relation', { className: 'bad-name' }],
    ['Nope', {}],
  ];

  test.each(malformed)('a malformed %s %j is refused', (type, keys) => {
    const error = { code: ErrorCode.IncorrectType, message: `This is not a valid ${type}` };
    expect(failure({ f: { __type: type, ...keys } })).toEqual(error);
    if (type !== 'Nope') expect(failure({ f: { a: [{ __type: type, ...keys }] } })).toEqual(error);
  });

  test.each<[Json, string]>([
    [5, '5'],
    [{ toString: 1 }, '{"toString":1}'],
    [['Date'], '["Date"]'],
  ])('the type %j is refused', (type, shown) => {
    expect(failure({ f: { __type: type } })).toEqual({
      code: ErrorCode.IncorrectType,
      message: `This is not a valid ${shown}`,
    });
  });

  test('numbers that JSON cannot hold are refused', () => {
    expect(failure({ n: Infinity }).code).toBe(ErrorCode.InvalidJson);
    expect(failure({ l: [1, NaN] }).code).toBe(ErrorCode.InvalidJson);
  });

  test('nesting has a limit', () => {
    let deep: Json = 1;
    for (let level = 0; level < 101; level += 1) deep = level % 2 ? [deep] : { a: deep };
    expect(failure({ o: deep })).toEqual({
      code: ErrorCode.InvalidJson,
      message: 'Values may be nested at most 100 levels deep.',
    });
    expect(() => decodeWrite(schema, { o: deep }, { ...creating, depth: 101 })).not.toThrow();
    expect(failure({ [`o${'.a'.repeat(200)}`]: 1 }).code).toBe(ErrorCode.InvalidJson);
  });

  test('addresses of files go through the check', () => {
    const checkFileUrl = (url: string) => {
      throw new ParseError(ErrorCode.FileSaveError, url);
    };
    const file = { __type: 'File', name: 'a', url: 'http://evil' };
    expect(failure({ f: file }, { ...creating, checkFileUrl })).toEqual({
      code: 130,
      message: 'http://evil',
    });
    expect(failure({ l: [{ a: file }] }, { ...creating, checkFileUrl }).code).toBe(130);
    expect(() =>
      decodeWrite(schema, { f: { __type: 'File', name: 'a' } }, { ...creating, checkFileUrl }),
    ).not.toThrow();
  });
});
