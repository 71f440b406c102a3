import { expect, test } from 'vitest';
import { derivedObjectId } from './derived-id.js';

test('one text has one id, another text another', () => {
  expect(derivedObjectId('a', 10)).toBe(derivedObjectId('a', 10));
  expect(derivedObjectId('a', 10)).not.toBe(derivedObjectId('b', 10));
});

test.each([1, 10, 32, 100])('an id has the %i letters and digits asked for', (size) => {
  expect(derivedObjectId('a', size)).toMatch(new RegExp(`^[A-Za-z0-9]{${size}}$`));
});
