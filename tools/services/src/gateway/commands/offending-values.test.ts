import { expect, test } from 'vitest';
import type { Doc } from '../bson/codec.js';
import { documentsOfUpdate, equalities, offendingValues } from './offending-values.js';

test.each<readonly [Doc, readonly Doc[], Doc]>([
  [{ a: 1 }, [{ a: 5 }], { a: 5 }],
  [{ a: 1, b: -1 }, [{ a: 5 }], { a: 5, b: null }],
  [{ 'a.b': 1 }, [{ a: { b: 5 } }], { 'a.b': 5 }],
  [{ 'a.b': 1 }, [{ a: [{ b: 5 }] }], { 'a.b': 5 }],
  [{ 'a.b': 1 }, [{ 'a.b': 5 }], { 'a.b': 5 }],
  [{ a: 1 }, [{}, { a: 6 }, { a: 7 }], { a: 6 }],
])('of the index %j, %j has %j', (keyPattern, documents, expected) => {
  expect(offendingValues(keyPattern, documents)).toEqual(expected);
});

test.each<readonly [Doc, Doc, readonly Doc[]]>([
  [{ a: 1 }, { b: 2 }, [{ a: 1 }, { b: 2 }]],
  [{ $set: { a: 1 }, $setOnInsert: { c: 3 } }, { b: 2 }, [{ a: 1 }, { c: 3 }, { b: 2 }]],
])('update %j of %j', (update, filter, expected) => {
  expect(documentsOfUpdate(update, filter)).toEqual(expected);
});

test.each<readonly [Doc, Doc]>([
  [{ a: 1 }, { a: 1 }],
  [{ a: { $eq: 1 } }, { a: 1 }],
  [{ $and: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 }],
  [{ a: { $gt: 1 } }, { a: { $gt: 1 } }],
])('%j demands %j', (filter, expected) => {
  expect(equalities(filter)).toEqual(expected);
});
