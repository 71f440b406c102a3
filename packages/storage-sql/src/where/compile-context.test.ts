import { expect, test } from 'vitest';
import { joinConditions, not } from './compile-context.js';

function depthOf(sql: string): number {
  let [depth, deepest] = [0, 0];
  for (const character of sql) {
    if (character === '(') deepest = Math.max(deepest, ++depth);
    if (character === ')') depth -= 1;
  }
  return deepest;
}

test('joining nothing gives the neutral condition', () => {
  expect([joinConditions([], 'AND'), joinConditions([], 'OR')]).toEqual(['TRUE', 'FALSE']);
});

test('joining keeps the order of the conditions, whose parameters stand in that order', () => {
  const conditions = Array.from({ length: 100 }, (_, index) => `c${index}`);
  expect(joinConditions(conditions, 'OR').match(/c\d+/g)).toEqual(conditions);
});

test('ten thousand conditions nest no deeper than engines allow', () => {
  const conditions = Array.from({ length: 10_000 }, () => 'x');
  expect(depthOf(joinConditions(conditions, 'OR'))).toBeLessThan(20);
});

test('negation takes what is neither true nor false for false', () => {
  expect(not('a = b')).toBe('(a = b) IS NOT TRUE');
});
