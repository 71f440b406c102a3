import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../types/json.js';
import { showValue } from './show-value.js';

const json = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe('showValue', () => {
  test('shows short values other than texts as JSON', () => {
    fc.assert(
      fc.property(json, (value) => {
        if (typeof value === 'string') return;
        expect(showValue(value)).toBe(JSON.stringify(value).slice(0, 1000));
      }),
    );
  });

  test.each([
    ['a text', 'name', 'name'],
    ['nothing', undefined, 'undefined'],
    ['an object with a toString of its own', { toString: 1 }, '{"toString":1}'],
  ])('shows %s', (_name, value, shown) => {
    expect(showValue(value)).toBe(shown);
  });

  test.each([
    ['[', ']'],
    ['{"a":', '}'],
  ])('survives values of any depth: %s', (open, close) => {
    const deep = JSON.parse(`${open.repeat(50_000)}1${close.repeat(50_000)}`) as Json;
    expect(showValue(deep).length).toBeLessThanOrEqual(1000);
  });

  test('cuts long lists', () => {
    expect(showValue(Array.from({ length: 5000 }, () => 1))).toHaveLength(1000);
  });
});
