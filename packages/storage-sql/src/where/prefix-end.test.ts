import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefixEnd } from './prefix-end.js';

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('\ud7ff', '\ue000', '\u{10ffff}', 'a', 'z'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
  })
  .filter((value) => Buffer.from(value).toString() === value);

test.each([
  ['a', 'b'],
  ['ab', 'ac'],
  ['\ud7ff', '\ue000'],
  ['a\u{10ffff}', 'b'],
  ['\u{10ffff}', undefined],
])('what begins with %j ends before %j', (prefix, end) => {
  expect(prefixEnd(prefix)).toBe(end);
});

test('texts lie below the end exactly when they begin with the prefix or lie below it', () => {
  fc.assert(
    fc.property(
      text.filter((value) => value !== ''),
      text,
      fc.boolean(),
      (prefix, other, extend) => {
        const end = prefixEnd(prefix);
        const value = extend ? prefix + other : other;
        const inRange = byBytes(value, prefix) >= 0 && (end === undefined || byBytes(value, end) < 0);
        expect(inRange).toBe(value.startsWith(prefix));
      },
    ),
    { numRuns: 2000 },
  );
});
