import { expect, test } from 'vitest';
import type { StepDifference } from '../compare/compare-transcripts.js';
import type { Json } from '../dsl/scenario.js';
import { oneFindsLess, oursFindsNone, oursMayNotReadItself } from './holds.js';

test.each<[Json, boolean]>([
  [{ objectId: 'a', ACL: { a: { write: true } } }, true],
  [{ objectId: 'a', ACL: {} }, true],
  [{ objectId: 'a', ACL: { b: { read: true } } }, true],
  [{ objectId: 'a', ACL: { a: { read: true } } }, false],
  [{ objectId: 'a', ACL: { '*': { read: true } } }, false],
  [{ objectId: 'a' }, false],
])('of %j it is asked whether it may read itself', (ours, expected) => {
  expect(oursMayNotReadItself(difference({ objectId: 'a' }, ours), 'body.ACL')).toBe(expected);
});

test('either may find less, and not something else', () => {
  const rows = (...results: readonly Json[]): Json => ({ results });
  expect(oneFindsLess(difference(rows(1, 2), rows(1)), 'body.results')).toBe(true);
  expect(oneFindsLess(difference(rows(1), rows(1, 2)), 'body.results')).toBe(true);
  expect(oneFindsLess(difference(rows(1, 2), rows(1, 3)), 'body.results')).toBe(false);
  expect(oursFindsNone(difference(rows(1), rows()), 'body.results')).toBe(true);
  expect(oursFindsNone(difference(rows(), rows(1)), 'body.results')).toBe(false);
});

function difference(incumbent: Json, ours: Json): StepDifference {
  return {
    place: '1',
    request: 'GET /classes/Note {"where":{}}',
    incumbent: '200',
    ours: '200',
    fields: [],
    bodies: { incumbent, ours },
    newFields: [],
    isState: false,
    isConsequential: false,
    isAfterEnd: false,
  };
}
