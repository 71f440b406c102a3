import { describe, expect, test } from 'vitest';
import { parse } from '../../test/support/game-query.js';
import type { Json, JsonObject } from '../types/json.js';
import type { QueryRules } from './parse-where.js';

describe('size', () => {
  const wrap = (where: JsonObject, times: number): JsonObject =>
    Array.from({ length: times }).reduce<JsonObject>(
      (inner, _, index) => ({ [['$or', '$and', '$nor'][index % 3] ?? '']: [inner] }),
      where,
    );
  const inQuery = (where: JsonObject): JsonObject => ({ winner: { $inQuery: { className: 'A', where } } });
  const select = (where: JsonObject): JsonObject => ({
    name: { $select: { query: { className: 'A', where }, key: 'a' } },
  });

  test.each<[string, JsonObject, Partial<QueryRules>, string | undefined]>([
    ['as deep as allowed', wrap({ score: 1 }, 2), { depth: 2 }, undefined],
    [
      'deeper',
      wrap({ score: 1 }, 3),
      { depth: 2 },
      'Query condition nesting depth exceeds maximum allowed depth of 2',
    ],
    [
      'deeper inside a subquery',
      inQuery(wrap({ score: 1 }, 3)),
      { depth: 2 },
      'Query condition nesting depth exceeds maximum allowed depth of 2',
    ],
    [
      'deeper by a subquery',
      wrap(select(wrap({}, 1)), 2),
      { depth: 2 },
      'Query condition nesting depth exceeds maximum allowed depth of 2',
    ],
    ['not limited', wrap({ score: 1 }, 50), { depth: -1 }, undefined],
    [
      'beyond the ceiling',
      wrap({ score: 1 }, 101),
      { depth: -1 },
      'Query condition nesting depth exceeds maximum allowed depth of 100',
    ],
    ['subqueries as deep as allowed', inQuery({}), { subqueryDepth: 1 }, undefined],
    [
      'subqueries deeper',
      inQuery(select({})),
      { subqueryDepth: 1 },
      'Subquery nesting depth exceeds maximum allowed depth of 1',
    ],
    ['as many conditions as allowed', { $or: [{ score: 1 }, { score: 2 }] }, { nodes: 3 }, undefined],
    [
      'more conditions',
      { $or: [{ score: 1 }, { score: 2, name: 'a' }] },
      { nodes: 3 },
      'Query exceeds the maximum of 3 conditions',
    ],
  ])('%s', (_, where, more, message) => {
    if (message === undefined) expect(() => parse(where, more)).not.toThrow();
    else expect(() => parse(where, more)).toThrow(expect.objectContaining({ code: 102, message }));
  });

  test.each<[string, () => Json]>([
    ['$or', () => JSON.parse('{"$or":['.repeat(100_000) + '{}' + ']}'.repeat(100_000)) as Json],
    [
      'values',
      () => JSON.parse('{"tags":{"$eq":' + '['.repeat(200_000) + ']'.repeat(200_000) + '}}') as Json,
    ],
    [
      'subqueries',
      () =>
        JSON.parse(
          '{"a":{"$inQuery":{"className":"A","where":'.repeat(50_000) + '{}' + '}}}'.repeat(50_000),
        ) as Json,
    ],
  ])('hostile nesting of %s is refused', (_, build) => {
    const where = build();
    expect(() => parse(where, { depth: -1 })).toThrow(expect.objectContaining({ code: 102 }));
  });

  test('lists so long that every step must be proportional to them end', () => {
    const values = Array.from({ length: 200_000 }, (_, index) => index);
    parse({ score: { $in: values }, tags: { $all: values } });
    expect(() => parse({ $or: values })).toThrow('Permission denied');
  });
});
