import type { FieldPath, Where } from '@parse/core/adapter';
import { expect, test } from 'vitest';
import { mostRows } from './most-rows.js';

const key = (field: string, path: readonly string[] = []): FieldPath => ({
  field,
  path,
  schema: { type: 'String' },
});
const id = key('objectId');
const one: Where = { op: 'equal', key: id, value: 'a' };
const three: Where = { op: 'in', key: id, values: ['a', 'b', 'c'] };
const named: Where = { op: 'equal', key: key('name'), value: 'a' };

test.each<[string, Where, number]>([
  ['one id', one, 1],
  ['a list of ids', three, 3],
  ['both and something else', { op: 'and', nodes: [named, three, { op: 'and', nodes: [one] }] }, 1],
  ['one of two', { op: 'or', nodes: [one, three] }, Infinity],
  ['none of them', { op: 'nor', nodes: [one] }, Infinity],
  ['all but some ids', { op: 'not-in', key: id, values: ['a'] }, Infinity],
  ['another field', named, Infinity],
  ['everything', { op: 'everything' }, Infinity],
])('%s', (_name, where, most) => {
  expect(mostRows(where)).toBe(most);
});
