import { describe, expect, test } from 'vitest';
import { plainJson } from './plain-json.js';

describe('plainJson', () => {
  test.each<[string, unknown]>([
    ['text', 'a'],
    ['numbers', [1, -0.5, Number.NaN, Number.POSITIVE_INFINITY]],
    ['dates', { at: new Date(0) }],
    ['undefined and functions', { a: undefined, b: () => 1, list: [undefined, () => 1] }],
    ['objects with toJSON', { toJSON: () => ({ a: new Date(0) }) }],
    ['objects without prototype', Object.assign(Object.create(null), { a: 1 })],
    ['null', null],
  ])('copies %s as JSON does', (_name, value) => {
    expect(plainJson(value)).toEqual(JSON.parse(JSON.stringify(value)));
  });

  test('keeps a key named __proto__ a key', () => {
    const copy = plainJson(JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(Object.keys(copy as object)).toEqual(['__proto__']);
    expect((copy as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('shares nothing with the value', () => {
    const value = { list: [{ a: 1 }] };
    const copy = plainJson(value);
    value.list.push({ a: 2 });
    expect(copy).toEqual({ list: [{ a: 1 }] });
  });

  test('refuses what JSON cannot carry', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(() => plainJson(loop)).toThrow('holds itself');
    expect(() => plainJson({ n: 10n })).toThrow('BigInt');
  });
});
