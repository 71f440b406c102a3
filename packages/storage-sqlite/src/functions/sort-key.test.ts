import fc from 'fast-check';
import { compareValues, type Json } from '@parse/core/adapter';
import { expect, test } from 'vitest';
import { sortKey } from './sort-key.js';

const texts = fc.string({ unit: fc.constantFrom('\0', '\u0001', 'a', 'é', '\uffff', '😀') });
const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, -1, Number.MAX_VALUE, Number.MIN_VALUE),
  texts,
  fc.constantFrom('2020', '2021').map((iso) => ({ __type: 'Date', iso })),
);
const { value: values } = fc.letrec<{ value: Json; object: Json }>((tie) => ({
  object: fc.dictionary(texts, tie('value'), { maxKeys: 3 }),
  value: fc.oneof({ depthSize: 'small' }, scalars, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
}));

const order = (a: Uint8Array | null, b: Uint8Array | null) =>
  Math.sign(Buffer.compare(a ?? new Uint8Array(), b ?? new Uint8Array())) + 0;

test('keys are in the order of the values', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      // An array alone counts as one of its elements, so the whole is looked at inside another value.
      const [left, right] = [sortKey({ in: a }, false), sortKey({ in: b }, false)];
      expect(order(left, right)).toBe(Math.sign(compareValues({ in: a }, { in: b })) + 0);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  [[2, 1, 'a'], false, 1],
  [[2, 1, 'a'], true, 'a'],
  [[[3], 2], true, [3]],
])('the key of %j (largest: %s) is that of %j', (list, largest, element) => {
  expect(Buffer.from(sortKey(list, largest) ?? [])).toEqual(
    Buffer.from(
      Array.isArray(element) ? (sortKey([element], largest) ?? []) : (sortKey(element, largest) ?? []),
    ),
  );
});

test.each([[null], [[]], [[null]]])('%j has no key: it comes with what is unset', (value) => {
  expect(sortKey(value, false)).toBeNull();
});

test('a value nested deeply has a key', () => {
  let value: Json = 1;
  for (let depth = 0; depth < 5000; depth += 1) value = { a: value };
  expect(sortKey(value, false)).not.toBeNull();
});
