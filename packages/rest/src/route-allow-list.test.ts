import { expect, test } from 'vitest';
import { createRouteAllowList } from './route-allow-list.js';

test.each([
  [['classes/Open'], '/classes/Open', true],
  [['classes/Open'], '/classes/Open/id', false],
  [['classes/Open'], '/classes/Opened', false],
  [['lasses/Open'], '/classes/Open', false],
  [['classes/Open/[a-z]+'], '/classes/Open/abc', true],
  [['classes/Open/[a-z]+'], '/classes/Open/a%2Fb', false],
  [['a|b'], '/ab', false],
  [[], '/login', false],
])('%o: %s is allowed: %s', (patterns, path, expected) => {
  expect(createRouteAllowList(patterns).allows(path)).toBe(expected);
});

test('patterns that are none stop the start', () => {
  expect(() => createRouteAllowList(['(', 'ok', '['])).toThrow(
    expect.objectContaining({ problems: [expect.stringContaining('"("'), expect.stringContaining('"["')] }),
  );
});
