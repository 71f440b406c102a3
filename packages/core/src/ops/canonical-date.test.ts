import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalDate } from './canonical-date.js';

test.each([
  ['2020-01-02T03:04:05.678Z', '2020-01-02T03:04:05.678Z'],
  ['2020-01-02', '2020-01-02T00:00:00.000Z'],
  ['2020-01-02T03:04Z', '2020-01-02T03:04:00.000Z'],
  ['2020-01-02T03:04:05Z', '2020-01-02T03:04:05.000Z'],
  ['2020-01-02T03:04:05', '2020-01-02T03:04:05.000Z'],
  ['2020-01-02T03:04:05.1234567Z', '2020-01-02T03:04:05.123Z'],
  ['2020-01-01T00:00:00+02:00', '2019-12-31T22:00:00.000Z'],
  ['0000-01-01T00:00:00.000Z', '0000-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
])('%s is stored as %s', (iso, expected) => {
  expect(canonicalDate(iso)).toBe(expected);
});

test.each([
  '',
  'nope',
  '2020-13-45',
  '2020-01-01T25:00:00Z',
  '10000-01-01T00:00:00Z',
  '+010000-01-01T00:00:00.000Z',
  '-000001-01-01T00:00:00.000Z',
  'Jan 1 2020',
  '1577836800000',
  '9999-12-31T23:59:59-23:00',
  `2020-01-01T00:00:00.${'0'.repeat(99)}Z`,
])('%j is no date', (iso) => {
  expect(canonicalDate(iso)).toBeUndefined();
});

test('what is canonical stays', () => {
  const time = fc.date({
    min: new Date('0000-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });
  fc.assert(fc.property(time, (date) => canonicalDate(date.toISOString()) === date.toISOString()));
});
