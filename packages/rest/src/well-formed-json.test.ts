import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wellFormedJson } from './well-formed-json.js';

const parsed = (text: string): unknown => JSON.parse(wellFormedJson(text));

test('reads as the value with whole characters', () => {
  const units = fc.array(
    fc.oneof(fc.integer({ min: 0xd7ff, max: 0xe000 }), fc.constantFrom(0x5c, 0x22, 0x75, 0x64, 0x61)),
  );
  fc.assert(
    fc.property(units, fc.boolean(), (codes, escapesAll) => {
      const value = String.fromCharCode(...codes);
      const text = escapesAll
        ? `"${codes.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}"`
        : JSON.stringify(value);
      expect(parsed(text)).toBe(wholeCharacters(value));
    }),
  );
});

test.each(['{"a":"b"}', String.raw`"\\ud800"`, String.raw`"\\\\uDfff \u00e4"`, String.raw`"\ud83e\udd8a"`])(
  '%s stays as it is',
  (text) => {
    expect(wellFormedJson(text)).toBe(text);
  },
);

/** UTF-8 has no halves. */
function wholeCharacters(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}
