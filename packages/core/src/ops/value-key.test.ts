import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue } from '../query/compare-values.js';
import type { Json } from '../types/json.js';
import { valueKey } from './value-key.js';

const scalar = fc.constantFrom<Json[]>('a', '', 0, -0, 1, true, null, '1', 'null');
const key = fc.constantFrom('__type', 'className', 'objectId', 'iso', 'name', 'a');
const word = fc.constantFrom<Json[]>('Pointer', 'Date', 'File', 'A', 'x', 1);
const value = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('any'), { maxLength: 2 }),
    fc.dictionary(key, fc.oneof(word, tie('any')), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;

test('two values share a key exactly when they are the same', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(valueKey(a) === valueKey(b)).toBe(sameValue(a, b));
      expect(valueKey(a)).toBe(valueKey(JSON.parse(JSON.stringify(a))));
    }),
    { numRuns: 2000 },
  );
});
