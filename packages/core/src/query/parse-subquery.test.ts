import { describe, expect, test } from 'vitest';
import { key, parse, winner } from '../../test/support/game-query.js';
import type { JsonObject } from '../types/json.js';
import type { ParsedWhere } from '../types/where.js';

describe('subqueries and relations', () => {
  const query = { className: 'Team', where: { a: 1 }, options: { limit: 2 } };
  const held = (objectIds: string[], negated = false): ParsedWhere => ({
    op: 'relation-holds',
    key: key('players'),
    objectIds,
    negated,
  });

  test.each<[JsonObject, ParsedWhere]>([
    [
      { winner: { $inQuery: { className: 'Team', where: { a: 1 }, limit: 2, foo: 3 } } },
      { op: 'in-query', key: key('winner'), query, negated: false },
    ],
    [
      { winner: { $notInQuery: { className: 'Team', where: { a: 1 }, limit: 2 } } },
      { op: 'in-query', key: key('winner'), query, negated: true },
    ],
    [
      { name: { $select: { query: { className: 'Team', where: { a: 1 }, limit: 2 }, key: 'city' } } },
      { op: 'select', key: key('name'), query, queryKey: 'city', negated: false },
    ],
    [
      { name: { $dontSelect: { query: { className: 'Team' }, key: 'city' } } },
      {
        op: 'select',
        key: key('name'),
        query: { className: 'Team', where: {}, options: {} },
        queryKey: 'city',
        negated: true,
      },
    ],
    [
      { $relatedTo: { object: { ...winner, x: 1 }, key: 'friends' } },
      { op: 'related-to', owner: winner, relation: 'friends' },
    ],
    [{ players: winner }, held(['u1'])],
    [{ players: { $eq: winner } }, held(['u1'])],
    [{ players: { $ne: winner } }, held(['u1'], true)],
    [{ players: { $in: [winner, 'u2', { ...winner, className: 'Other' }] } }, held(['u1'])],
    [{ players: { $nin: [winner] } }, held(['u1'], true)],
    [{ players: { $exists: true } }, held([])],
    [{ players: null }, held([])],
    [
      { players: { $inQuery: { className: 'Team', where: { a: 1 }, limit: 2 } } },
      { op: 'in-query', key: key('players'), query, negated: false },
    ],
  ])('%j', (where, expected) => {
    expect(parse(where)).toEqual(expected);
  });
});
