import { describe, expect, test } from 'vitest';
import { readQuery } from './read-query.js';

describe('a query string is read as texts', () => {
  test.each([
    ['', {}],
    ['limit=1', { limit: '1' }],
    ['where=%7B%22a%22%3A+1%7D&order=-a', { where: '{"a": 1}', order: '-a' }],
    ['limit', { limit: '' }],
    ['limit=', { limit: '' }],
    ['=1&&', {}],
    ['a=b=c', { a: 'b=c' }],
    ['where[$gt]=1', { 'where[$gt]': '1' }],
    ['where=%E0%A4%A', { where: '%E0%A4%A' }],
  ])('%s', (query, expected) => expect({ ...readQuery(query) }).toEqual(expected));
});

test('names of Object.prototype are ordinary names', () => {
  const read = readQuery('__proto__=1&constructor=2');
  expect(Object.entries(read)).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
  ]);
  expect(Object.hasOwn(Object.prototype, '1')).toBe(false);
});

test.each(['limit=1&limit=2', 'a=1&%61=2'])('a parameter given twice is refused: %s', (query) => {
  expect(() => readQuery(query)).toThrow(expect.objectContaining({ code: 102 }));
});

test('a thousand parameters are enough', () => {
  const query = Array.from({ length: 1001 }, (_, index) => `p${index}=1`).join('&');
  expect(() => readQuery(query)).toThrow(expect.objectContaining({ code: 102 }));
});
