import { expect, test } from 'vitest';
import { median } from './median.js';

test.each<readonly [values: readonly number[], middle: number]>([
  [[7], 7],
  [[9, 1, 5], 5],
  [[10, 1], 5.5],
  [[4, 100, 2, 3], 3.5],
])('the middle of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('nothing has no middle', () => {
  expect(median([])).toBeNaN();
});
