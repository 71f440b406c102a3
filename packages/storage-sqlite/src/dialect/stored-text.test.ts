import fc from 'fast-check';
import type { Json } from '@parse/core/adapter';
import { expect, test } from 'vitest';
import { readJson, storeJson } from './stored-json.js';
import { readText, storeText } from './stored-text.js';

const text = fc.string({
  unit: fc.constantFrom('\0', '\u0001', '\u0002', 'a', '\\', 'u', '0', '1', '"', '😀'),
});

test('text without NUL or its escape is stored as it is', () => {
  fc.assert(
    fc.property(text, (value) => {
      fc.pre(!/[\0\u0001]/.test(value));
      expect(storeText(value)).toBe(value);
    }),
  );
});

test('every text is stored without NUL and read back', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(storeText(value)).not.toContain('\0');
      expect(readText(storeText(value))).toBe(value);
    }),
    { numRuns: 2000 },
  );
});

test('stored texts are in the order of the texts', () => {
  const order = (a: string, b: string) => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(order(storeText(a), storeText(b))).toBe(order(a, b));
    }),
    { numRuns: 2000 },
  );
});

test('texts in JSON are stored in the same form and read back', () => {
  fc.assert(
    fc.property(text, text, (key, value) => {
      const json: Json = { [`k${key}`]: [value] };
      const stored: unknown = JSON.parse(storeJson(json));
      expect(stored).toEqual({ [`k${storeText(key)}`]: [storeText(value)] });
      expect(readJson(storeJson(json))).toEqual(json);
    }),
    { numRuns: 2000 },
  );
});
