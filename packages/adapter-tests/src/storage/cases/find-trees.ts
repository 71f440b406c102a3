import type { Where } from '@parse/core/adapter';
import { findCase, type FindCase } from '../find-case.js';
import type { KeyOf } from '../fixture.js';
import type { StorageCase } from '../storage-case.js';

const rows: FindCase['rows'] = {
  a: { n: 1, s: 'x' },
  b: { n: 2, s: 'x' },
  c: { n: 1, s: 'y' },
  d: { s: 'x' },
  e: {},
};
const n = (key: KeyOf, value: number): Where => ({ op: 'equal', key: key('n'), value });
const s = (key: KeyOf, value: string): Where => ({ op: 'equal', key: key('s'), value });

const tree = (name: string, finds: readonly string[], where: FindCase['where']): StorageCase =>
  findCase({ name, fields: { n: 'Number', s: 'String' }, rows, where, finds });

/** Branches. */
export const findByTreeCases: readonly StorageCase[] = [
  tree('and needs every condition', ['a'], (key) => ({ op: 'and', nodes: [n(key, 1), s(key, 'x')] })),
  tree('or needs one condition', ['a', 'b', 'c', 'd'], (key) => ({
    op: 'or',
    nodes: [n(key, 1), s(key, 'x')],
  })),
  tree('nor needs none of the conditions, and takes unset rows', ['e'], (key) => ({
    op: 'nor',
    nodes: [n(key, 1), s(key, 'x')],
  })),
  tree('nor of one condition is its opposite on unset rows too', ['b', 'd', 'e'], (key) => ({
    op: 'nor',
    nodes: [n(key, 1)],
  })),
  tree('nor of a comparison takes unset rows', ['a', 'c', 'd', 'e'], (key) => ({
    op: 'nor',
    nodes: [{ op: 'greater', key: key('n'), value: 1 }],
  })),
  tree('and of nothing holds', ['a', 'b', 'c', 'd', 'e'], () => ({ op: 'and', nodes: [] })),
  tree('or of nothing does not hold', [], () => ({ op: 'or', nodes: [] })),
  tree('nor of nothing holds', ['a', 'b', 'c', 'd', 'e'], () => ({ op: 'nor', nodes: [] })),
  tree('branches nest', ['a', 'c'], (key) => ({
    op: 'and',
    nodes: [
      { op: 'or', nodes: [s(key, 'x'), { op: 'and', nodes: [s(key, 'y'), n(key, 1)] }] },
      { op: 'nor', nodes: [n(key, 2), { op: 'exists', key: key('n'), exists: false }] },
    ],
  })),
  tree('two conditions on one field both count', ['b'], (key) => ({
    op: 'and',
    nodes: [
      { op: 'greater', key: key('n'), value: 1 },
      { op: 'less', key: key('n'), value: 5 },
    ],
  })),
  tree('everything and nothing are leaves like others', ['a', 'c'], (key) => ({
    op: 'or',
    nodes: [{ op: 'nothing' }, { op: 'and', nodes: [{ op: 'everything' }, n(key, 1)] }],
  })),
  findCase({
    name: 'two conditions on an array may hold for different elements',
    fields: { v: 'Array' },
    rows: { a: { v: [1, 9] }, b: { v: [5] }, c: { v: [9] } },
    where: (key) => ({
      op: 'and',
      nodes: [
        { op: 'less', key: key('v'), value: 3 },
        { op: 'greater', key: key('v'), value: 7 },
      ],
    }),
    finds: ['a'],
  }),
];
