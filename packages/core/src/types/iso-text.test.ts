import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoWriter } from './iso-text.js';

test('times are written as Date writes them', () => {
  const iso = isoWriter();
  const time = fc.oneof(
    fc.integer({ min: -8.64e15, max: 8.64e15 }),
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.constantFrom(8.64e15 + 1, -8.64e15 - 1, NaN, 0, -1, -86_400_000, 86_399_999),
  );
  fc.assert(
    fc.property(time, (ms) => {
      expect(JSON.stringify(iso(ms))).toBe(JSON.stringify(new Date(ms)));
    }),
  );
  expect([8.64e15, 8.64e15 + 1, -8.64e15, -8.64e15 - 1].map(iso)).toEqual([
    '+275760-09-13T00:00:00.000Z',
    null,
    '-271821-04-20T00:00:00.000Z',
    null,
  ]);
});
