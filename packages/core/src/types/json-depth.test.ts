import { expect, test } from 'vitest';
import { isNestedDeeper } from './json-depth.js';

test.each([
  [1, 0, false],
  [null, 0, false],
  [[], 0, true],
  [{}, 1, false],
  [{ a: [1] }, 2, false],
  [{ a: [1, {}] }, 2, true],
  [{ a: 1, b: { c: [] } }, 2, true],
] as const)('whether %j has more than %i levels is %s', (...[value, levels, expected]) => {
  expect(isNestedDeeper(value, levels)).toBe(expected);
});

test('text of any depth is looked at without an end of the stack', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(isNestedDeeper(deep, 200)).toBe(true);
});
