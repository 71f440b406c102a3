import type { Json } from '@parse/core/adapter';
import { findCase, type FindCase } from '../find-case.js';
import { wireDate } from '../fixture.js';
import type { StorageCase } from '../storage-case.js';

type Comparison = 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal';

const compare =
  (op: Comparison, path: string, value: Json): FindCase['where'] =>
  (key) => ({ op, key: key(path), value });

const numbers: FindCase['rows'] = {
  a: { v: -1 },
  b: { v: 0 },
  c: { v: 2 },
  d: { v: 10 },
  e: { v: null },
  f: {},
};
const texts: FindCase['rows'] = {
  a: { v: 'Z' },
  b: { v: 'a' },
  c: { v: '\u00e9' },
  d: { v: '\uff5e' },
  e: { v: '\u{1f600}' },
  f: { v: '' },
  g: {},
};
const dates: FindCase['rows'] = {
  a: { v: wireDate('1969-12-31T23:59:59.999Z') },
  b: { v: wireDate('2020-01-01T00:00:00.000Z') },
  c: { v: wireDate('2020-01-01T00:00:00.001Z') },
  d: {},
};
const mixed: FindCase['rows'] = {
  a: { v: { k: 5 } },
  b: { v: { k: '5' } },
  c: { v: { k: true } },
  d: { v: { k: wireDate('2020-01-01T00:00:00.000Z') } },
  e: { v: { k: { x: 5 } } },
  f: { v: { k: [5] } },
  g: { v: { k: null } },
  h: { v: {} },
};

/** The four ordered comparisons. */
export const findByComparisonCases: readonly StorageCase[] = [
  findCase({
    name: 'less on numbers leaves out null and unset',
    fields: { v: 'Number' },
    rows: numbers,
    where: compare('less', 'v', 2),
    finds: ['a', 'b'],
  }),
  findCase({
    name: 'less-or-equal on numbers takes the limit in',
    fields: { v: 'Number' },
    rows: numbers,
    where: compare('less-or-equal', 'v', 2),
    finds: ['a', 'b', 'c'],
  }),
  findCase({
    name: 'greater on numbers compares by value, not by text',
    fields: { v: 'Number' },
    rows: numbers,
    where: compare('greater', 'v', 2),
    finds: ['d'],
  }),
  findCase({
    name: 'greater-or-equal on numbers takes the limit in',
    fields: { v: 'Number' },
    rows: numbers,
    where: compare('greater-or-equal', 'v', 0),
    finds: ['b', 'c', 'd'],
  }),
  findCase({
    name: 'less on strings goes by code point',
    fields: { v: 'String' },
    rows: texts,
    where: compare('less', 'v', 'a'),
    finds: ['a', 'f'],
  }),
  findCase({
    name: 'greater on strings puts code points beyond 16 bits last',
    fields: { v: 'String' },
    rows: texts,
    where: compare('greater', 'v', '\uff5e'),
    finds: ['e'],
  }),
  findCase({
    name: 'greater-or-equal on strings finds the empty string with itself',
    fields: { v: 'String' },
    rows: texts,
    where: compare('greater-or-equal', 'v', ''),
    finds: ['a', 'b', 'c', 'd', 'e', 'f'],
  }),
  findCase({
    name: 'less on dates reaches before 1970',
    fields: { v: 'Date' },
    rows: dates,
    where: compare('less', 'v', wireDate('2020-01-01T00:00:00.000Z')),
    finds: ['a'],
  }),
  findCase({
    name: 'greater on dates tells milliseconds',
    fields: { v: 'Date' },
    rows: dates,
    where: compare('greater', 'v', wireDate('2020-01-01T00:00:00.000Z')),
    finds: ['c'],
  }),
  findCase({
    name: 'greater on createdAt compares with a date',
    fields: {},
    rows: { a: { createdAt: '2021-01-01T00:00:00.000Z' }, b: { createdAt: '2019-01-01T00:00:00.000Z' } },
    where: compare('greater', 'createdAt', wireDate('2020-01-01T00:00:00.000Z')),
    finds: ['a'],
  }),
  findCase({
    name: 'less-or-equal on updatedAt takes the limit in',
    fields: {},
    rows: { a: { updatedAt: '2021-01-01T00:00:00.000Z' }, b: { updatedAt: '2020-01-01T00:00:00.000Z' } },
    where: compare('less-or-equal', 'updatedAt', wireDate('2020-01-01T00:00:00.000Z')),
    finds: ['b'],
  }),
  findCase({
    name: 'less on booleans puts false before true',
    fields: { v: 'Boolean' },
    rows: { a: { v: false }, b: { v: true }, c: {} },
    where: compare('less', 'v', true),
    finds: ['a'],
  }),
  findCase({
    name: 'greater on objectId goes by code point',
    fields: {},
    rows: { a: {}, B: {}, c: {} },
    where: compare('greater', 'objectId', 'a'),
    finds: ['c'],
  }),
  findCase({
    name: 'comparison with a number finds numbers and arrays that hold one',
    fields: { v: 'Object' },
    rows: mixed,
    where: compare('greater', 'v.k', 1),
    finds: ['a', 'f'],
  }),
  findCase({
    name: 'comparison with a string finds strings only',
    fields: { v: 'Object' },
    rows: mixed,
    where: compare('greater', 'v.k', '1'),
    finds: ['b'],
  }),
  findCase({
    name: 'comparison with a boolean finds booleans only',
    fields: { v: 'Object' },
    rows: mixed,
    where: compare('greater', 'v.k', false),
    finds: ['c'],
  }),
  findCase({
    name: 'comparison with a date finds dates only',
    fields: { v: 'Object' },
    rows: mixed,
    where: compare('greater', 'v.k', wireDate('2019-01-01T00:00:00.000Z')),
    finds: ['d'],
  }),
  findCase({
    name: 'comparison holds for an array when it holds for one element',
    fields: { v: 'Array' },
    rows: { a: { v: [1, 9] }, b: { v: ['9'] }, c: { v: [] }, d: { v: [[9]] }, e: {} },
    where: compare('greater', 'v', 5),
    finds: ['a'],
  }),
  findCase({
    name: 'comparison with null finds nothing',
    fields: { v: 'Number' },
    rows: numbers,
    where: compare('greater-or-equal', 'v', null),
    finds: [],
  }),
  findCase({
    name: 'comparison finds nothing in a column the class does not have',
    fields: { v: 'Number' },
    rows: numbers,
    where: compare('less', 'missing', 5),
    finds: [],
  }),
  findCase({
    name: 'comparison tells numbers at the limit of doubles',
    fields: { v: 'Number' },
    rows: { a: { v: 1e308 }, b: { v: -1e308 }, c: { v: 9007199254740992 }, d: { v: 5e-324 } },
    where: compare('greater', 'v', 9007199254740991),
    finds: ['a', 'c'],
  }),
];
