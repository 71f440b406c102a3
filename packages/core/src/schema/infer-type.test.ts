import { expect, test } from 'vitest';
import { ErrorCode } from '../errors/codes.js';
import type { Json } from '../types/json.js';
import { inferField } from './infer-type.js';

test.each<[Json, string, string?]>([
  ['x', 'String'],
  [0, 'Number'],
  [false, 'Boolean'],
  [[], 'Array'],
  [{}, 'Object'],
  [{ type: 'Date' }, 'Object'],
  [{ __type: 'Date', iso: '2020-01-01T00:00:00.000Z' }, 'Date'],
  [{ __type: 'Bytes', base64: 'aGk=' }, 'Bytes'],
  [{ __type: 'File', name: 'a.txt' }, 'File'],
  [{ __type: 'GeoPoint', latitude: 1, longitude: 2 }, 'GeoPoint'],
  [{ __type: 'Polygon', coordinates: [] }, 'Polygon'],
  [{ __type: 'Pointer', className: 'A', objectId: 'x' }, 'Pointer', 'A'],
  [{ __type: 'Relation', className: 'B' }, 'Relation', 'B'],
])('%j needs a column of type %s %s', (value, type, targetClass) => {
  expect(inferField(value)).toEqual(targetClass === undefined ? { type } : { type, targetClass });
});

test('null fits every column', () => {
  expect(inferField(null)).toBeUndefined();
});

test.each<[Json, string]>([
  [{ __type: 'Nope' }, 'Nope'],
  [{ __type: 'constructor' }, 'constructor'],
  [{ __type: 5 }, '5'],
  [{ __type: { toString: 1 } }, '{"toString":1}'],
])('%j is of no type', (value, name) => {
  expect(() => inferField(value)).toThrow(
    expect.objectContaining({ code: ErrorCode.IncorrectType, message: `This is not a valid ${name}` }),
  );
});
