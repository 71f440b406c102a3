import { Double, Int32, ObjectId } from 'bson';
import { expect, test } from 'vitest';
import { showValue } from './show-value.js';

test.each<readonly [unknown, string]>([
  [null, 'null'],
  [undefined, 'null'],
  ['a "b"', String.raw`"a \"b\""`],
  [5, '5'],
  [new Int32(5), '5'],
  [new Double(1.5), '1.5'],
  [true, 'true'],
  [new Date(5), 'new Date(5)'],
  [new ObjectId('7fffffff0000000000000001'), "ObjectId('7fffffff0000000000000001')"],
  [[1, 'x'], '[ 1, "x" ]'],
  [{ email: 'a', n: { m: 1 } }, '{ email: "a", n: { m: 1 } }'],
])('%j', (value, shown) => {
  expect(showValue(value)).toBe(shown);
});
