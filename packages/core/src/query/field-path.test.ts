import { describe, expect, test } from 'vitest';
import type { Json } from '../types/json.js';
import { readPath, resolveFieldPath } from './field-path.js';
import { gameSchema } from '../../test/support/game-class.js';

describe('resolveFieldPath', () => {
  test.each([
    ['score', { field: 'score', path: [] }],
    ['details.a.b', { field: 'details', path: ['a', 'b'] }],
    ['tags.0', { field: 'tags', path: ['0'] }],
    ['details..a', { field: 'details', path: ['', 'a'] }],
    ['_secret', { field: '_secret', path: [] }],
  ])('%s', (name, expected) => {
    expect(resolveFieldPath(gameSchema, name)).toEqual({
      ...expected,
      schema: gameSchema.fields[expected.field],
    });
  });

  test('gives a column that does not exist no type, whatever objects inherit', () => {
    expect(resolveFieldPath(gameSchema, 'nothing').schema).toBeUndefined();
    expect(resolveFieldPath(gameSchema, 'constructor').schema).toBeUndefined();
    expect(resolveFieldPath(gameSchema, 'toString').schema).toBeUndefined();
  });

  test.each([
    '',
    '.a',
    '1a',
    'a-b',
    'a b',
    '$a',
    'a$b',
    'details.$x',
    'details.a-b',
    'details.é',
    '__proto__',
    '_unknown',
    '_rperm',
    'a'.repeat(2000),
  ])('refuses %j', (name) => {
    expect(() => resolveFieldPath(gameSchema, name)).toThrow(
      expect.objectContaining({ code: 105, message: `Invalid key name: ${name.slice(0, 1000)}` }),
    );
  });
});

describe('readPath', () => {
  const row = {
    objectId: 'a',
    createdAt: '2020-01-01T00:00:00.000Z',
    score: 1,
    details: { a: { b: null }, list: [{ k: 1 }] },
    tags: ['x', ['y']],
    winner: { __type: 'Pointer', className: '_User', objectId: 'u' },
  };

  test.each<[string, Json | undefined]>([
    ['score', 1],
    ['name', undefined],
    ['details.a.b', null],
    ['details.a.c', undefined],
    ['details.list.0.k', 1],
    ['details.list.k', undefined],
    ['details.list.length', undefined],
    ['details.constructor', undefined],
    ['tags.0', 'x'],
    ['tags.1.0', 'y'],
    ['tags.01', undefined],
    ['tags.0.length', undefined],
    ['winner.objectId', undefined],
    ['score.a', undefined],
    ['createdAt', { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' }],
    ['undeclared', undefined],
  ])('%s', (name, expected) => {
    expect(readPath({ ...row, undeclared: 1 }, resolveFieldPath(gameSchema, name))).toEqual(expected);
  });
});
