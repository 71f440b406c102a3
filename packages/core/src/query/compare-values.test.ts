import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../types/json.js';
import { compareText, compareValues, sameValue } from './compare-values.js';

const date = (iso: string): Json => ({ __type: 'Date', iso });
const pointer = (className: string, objectId: string, more = {}): Json => ({
  __type: 'Pointer',
  className,
  objectId,
  ...more,
});
const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: false }).map((value) => value as Json);

function nested(depth: number): Json {
  let value: Json = [];
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

describe('compareValues', () => {
  test('orders kinds as unset and null, number, string, object, array, boolean, date', () => {
    const ascending: (Json | undefined)[] = [
      undefined,
      -1,
      2,
      'a',
      'b',
      {},
      { a: 1 },
      [],
      [1],
      false,
      true,
      date('2020-01-01T00:00:00.000Z'),
      date('2021-01-01T00:00:00.000Z'),
    ];
    const shuffled = ascending.slice().reverse();
    expect(shuffled.slice(0, -1).sort(compareValues)).toEqual(ascending.slice(1));
    expect(compareValues(undefined, null)).toBe(0);
    expect(compareValues(undefined, -1)).toBeLessThan(0);
  });

  test('orders text by code point, so that surrogates follow the rest of the basic plane', () => {
    expect(compareText('\uffee', '\u{1f600}')).toBeLessThan(0);
    expect(['\u{1f600}', '\uffee', 'é', 'z', 'Z', ''].sort(compareText)).toEqual([
      '',
      'Z',
      'z',
      'é',
      '\uffee',
      '\u{1f600}',
    ]);
  });

  test('lets the first difference inside containers decide, then their size', () => {
    expect(compareValues([1, [2, 9], 0], [1, [3], 5])).toBeLessThan(0);
    expect(compareValues([1], [1, null])).toBeLessThan(0);
    expect(compareValues({ b: 1, a: 2 }, { a: 2, b: 1 })).toBe(0);
    expect(compareValues({ a: 1, z: 0 }, { a: 1, b: 9 })).toBeGreaterThan(0);
  });

  test('is a total order', () => {
    fc.assert(
      fc.property(json, json, json, (a, b, c) => {
        expect(Math.sign(compareValues(a, b))).toBe(0 - Math.sign(compareValues(b, a)));
        expect(compareValues(a, a)).toBe(0);
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) {
          expect(compareValues(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test('agrees with UTF-8 bytes on text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });

  test('does not recurse', () => {
    expect(compareValues(nested(200_000), nested(200_000))).toBe(0);
  });
});

describe('sameValue', () => {
  test.each<[string, Json | undefined, Json | undefined, boolean]>([
    ['numbers by value', 1, 1, true],
    ['number and its text', 1, '1', false],
    ['unset and null', undefined, null, false],
    ['pointers by class and id', pointer('A', 'x', { title: 1 }), pointer('A', 'x'), true],
    ['pointers of two classes', pointer('A', 'x'), pointer('B', 'x'), false],
    ['dates by instant', date('2020-01-01T00:00:00.000Z'), date('2020-01-01T00:00:00.000Z'), true],
    ['a date and its text', date('2020-01-01T00:00:00.000Z'), '2020-01-01T00:00:00.000Z', false],
    ['files by name', { __type: 'File', name: 'f', url: 'a' }, { __type: 'File', name: 'f' }, true],
    ['objects without regard to order', { a: 1, b: [2] }, { b: [2], a: 1 }, true],
    ['objects of different size', { a: 1 }, { a: 1, b: null }, false],
    ['arrays in order', [1, 2], [2, 1], false],
    ['an object and an array', {}, [], false],
  ])('%s', (_, a, b, expected) => {
    expect(sameValue(a, b)).toBe(expected);
    expect(sameValue(b, a)).toBe(expected);
  });

  test('does not look into prototypes', () => {
    expect(sameValue({ toString: null }, { constructor: null })).toBe(false);
    expect(sameValue(JSON.parse('{"__proto__": {"a": 1}}') as Json, {})).toBe(false);
  });

  test('holds exactly when the order finds no difference', () => {
    fc.assert(fc.property(json, json, (a, b) => sameValue(a, b) === (compareValues(a, b) === 0)));
    fc.assert(fc.property(json, (a) => sameValue(a, structuredClone(a))));
  });

  test('does not recurse', () => {
    expect(sameValue(nested(200_000), nested(200_000))).toBe(true);
  });
});
