import { expect, test } from 'vitest';
import { growthExponent } from './growth-exponent.js';

const sizes = [10, 100, 1000, 5000];

test.each([
  ['none', () => 500, 0],
  ['none but noise', (size: number) => 500 + (size % 7), 0],
  ['linear', (size: number) => 3 * size, 1],
  ['linear above a fixed cost', (size: number) => 10_000 + 3 * size, 1],
  ['square', (size: number) => size ** 2, 2],
  ['square above a fixed cost that is most of it', (size: number) => 10_000_000 + size ** 2, 2],
])('growth: %s', (_title, cost, exponent) => {
  const points = sizes.map((size) => ({ size, cpuMicros: cost(size) }));
  expect(growthExponent(points)).toBeCloseTo(exponent, 1);
});

test('growth that only the largest size shows is no growth of small ones', () => {
  const points = sizes.map((size) => ({ size, cpuMicros: size < 5000 ? 500 : 2500 }));
  expect(growthExponent(points)).toBeGreaterThan(1.5);
});
