import { expect, test } from 'vitest';
import { gameSchema } from '../../test/support/game-class.js';
import type { Condition, ParsedWhere, Where } from '../types/where.js';
import { resolveFieldPath } from './field-path.js';
import { andWhere, conditionKeys, everyLeaf, mapLeaves, visitLeaves } from './walk-where.js';

const key = (name: string) => resolveFieldPath(gameSchema, name);
const one: Condition = { op: 'equal', key: key('score'), value: 1 };
const two: Condition = { op: 'exists', key: key('details.a'), exists: true };
const acl: Condition = { op: 'acl', access: 'read', principals: ['*'] };
const tree: Where = { op: 'and', nodes: [one, { op: 'nor', nodes: [two, { op: 'or', nodes: [acl] }] }] };

test('leaves are visited from left to right', () => {
  const seen: Where[] = [];
  visitLeaves(tree, (leaf) => seen.push(leaf));
  expect(seen).toEqual([one, two, acl]);
  expect(everyLeaf(tree, (leaf) => leaf.op !== 'near')).toBe(true);
  expect(everyLeaf(tree, (leaf) => leaf.op !== 'acl')).toBe(false);
});

test('leaves can be replaced by trees', () => {
  const doubled = mapLeaves<Condition, Condition>(tree, (leaf) => ({ op: 'and', nodes: [leaf, leaf] }));
  expect(doubled).toEqual({
    op: 'and',
    nodes: [
      { op: 'and', nodes: [one, one] },
      {
        op: 'nor',
        nodes: [
          { op: 'and', nodes: [two, two] },
          { op: 'or', nodes: [{ op: 'and', nodes: [acl, acl] }] },
        ],
      },
    ],
  });
});

test('andWhere flattens and drops what says nothing', () => {
  expect(andWhere()).toEqual({ op: 'everything' });
  expect(andWhere({ op: 'everything' }, one)).toBe(one);
  expect(andWhere(one, { op: 'and', nodes: [two, acl] })).toEqual({ op: 'and', nodes: [one, two, acl] });
});

test('conditionKeys names every place looked at, also by subqueries and relations', () => {
  const where: ParsedWhere = {
    op: 'or',
    nodes: [
      tree,
      {
        op: 'in-query',
        key: key('winner'),
        query: { className: 'A', where: {}, options: {} },
        negated: false,
      },
      { op: 'relation-holds', key: key('players'), objectIds: [], negated: true },
    ],
  };
  const names = conditionKeys(where).map(({ field, path }) => [field, ...path].join('.'));
  expect(names).toEqual(['score', 'details.a', 'winner', 'players']);
});
