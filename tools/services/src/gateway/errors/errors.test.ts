import { expect, test } from 'vitest';
import { errorName } from './error-names.js';
import { codeOfPacked, codeOfState } from './map-sqlstate.js';

test.each([
  ['23505', 11000],
  ['40P01', 112],
  ['57014', 50],
  ['M001C', 11000],
  ['M0001', 2],
  ['XX000', 1],
])('SQLSTATE %s is code %i', (state, code) => {
  expect(codeOfState(state)).toBe(code);
});

test('a state packed into a number is unpacked, a plain code stays', () => {
  const packed = Array.from('23505').reduce(
    (sum, char, index) => sum + ((char.charCodeAt(0) - 48) << (6 * index)),
    0,
  );
  expect(codeOfPacked(packed)).toBe(11000);
  expect(codeOfPacked(66)).toBe(66);
});

test('codes have names, and those that have none say where they are from', () => {
  expect(errorName(11000)).toBe('DuplicateKey');
  expect(errorName(112)).toBe('WriteConflict');
  expect(errorName(51091)).toBe('Location51091');
});
