import { expect, test } from 'vitest';
import type { ClassSchema } from '../types/class-schema.js';
import type { Json } from '../types/json.js';
import { matchCondition } from './match-stage.js';

const schema: ClassSchema = {
  className: 'Thing',
  fields: { objectId: { type: 'String' }, score: { type: 'Number' }, map: { type: 'Object' } },
  permissions: {},
  indexes: {},
};

test.each<Json>([
  { score: 1 },
  { score: { $gt: 1 }, 'map.a': 'x' },
  { $or: [{ score: 1 }, { _id: 'a' }] },
  {},
])('%j is a condition on columns', (spec) => {
  expect(matchCondition(spec, schema)).toBeDefined();
});

test.each<Json>([
  { total: 1 },
  { $or: [{ score: 1 }, { total: 1 }] },
  { $expr: { $gt: ['$score', 1] } },
  'score',
  null,
])('%j takes more than columns', (spec) => {
  expect(matchCondition(spec, schema)).toBeUndefined();
});

test('a condition the query language does not know fails as it does in the stage', () => {
  expect(() => matchCondition({ score: { $near: 'x' } }, schema)).toThrow(
    expect.objectContaining({ kind: 'invalid-query' }),
  );
});
