import { expect, test } from 'vitest';
import { find, post } from '../dsl/requests.js';
import type { Json } from '../dsl/scenario.js';
import { keepsOrder } from './keeps-order.js';

const near = { at: { $nearSphere: { __type: 'GeoPoint', latitude: 0, longitude: 0 } } };

test.each<[Json, boolean]>([
  [near, true],
  [{ $and: [near, { n: 1 }] }, true],
  [{ $or: [near, { n: 1 }] }, false],
  [{ place: { $inQuery: { className: 'Place', where: near } } }, false],
  [{ $or: [{ n: 1 }, {}], ...near }, true],
  [{}, false],
])('of rows that are found by %j the order is compared: %s', (where, expected) => {
  expect(keepsOrder(find('Note', { where }))).toBe(expected);
  expect(keepsOrder(post('/classes/Note', { _method: 'GET', where }))).toBe(expected);
});

test('an order that is asked for is compared', () => {
  expect(keepsOrder(find('Note', { order: 'n' }))).toBe(true);
});
