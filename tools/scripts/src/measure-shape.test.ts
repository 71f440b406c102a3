import { expect, test } from 'vitest';
import { measureShape, percentile } from './measure-shape.js';
import { parseSourceFile } from './source-files.js';

test('a package is measured without its tests', () => {
  const shape = measureShape([
    parseSourceFile(
      'packages/core/src/a.ts',
      '/** Why. */\nexport function a() {\n  return b as const;\n}\n',
    ),
    parseSourceFile('packages/core/src/b.ts', 'export const b = (c: unknown) => c as string;\n\n// End.\n'),
    parseSourceFile('packages/core/src/a.test.ts', 'x\n'.repeat(100)),
  ]);
  expect(shape).toMatchObject({ files: 2, lines: 7, median: 3, p90: 4, max: 4, assertions: 1 });
  expect(shape?.commentShare).toBeCloseTo(2 / 6);
  expect(shape?.longestFunctions[0]).toEqual({ name: 'a', at: 'packages/core/src/a.ts:2', lines: 3 });
});

test('a package that has only tests has no shape', () => {
  expect(measureShape([parseSourceFile('packages/core/test/a.test.ts', 'x\n')])).toBeUndefined();
});

test.each([
  [0.5, 2],
  [0.9, 4],
  [1, 4],
])('the percentile %d of four values', (share, value) => {
  expect(percentile([1, 2, 3, 4], share)).toBe(value);
});
