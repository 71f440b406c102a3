import { by, sortCase, type FindCase } from '../find-case.js';
import { wireDate } from '../fixture.js';
import type { StorageCase } from '../storage-case.js';

const numbers: FindCase['rows'] = { a: { v: 10 }, b: { v: 9 }, c: { v: -1 }, d: { v: 0.5 } };
const kinds: FindCase['rows'] = {
  date: { v: { k: wireDate('2020-01-01T00:00:00.000Z') } },
  bool: { v: { k: false } },
  // An array is placed by its elements, here among the strings.
  array: { v: { k: ['z'] } },
  object: { v: { k: { x: 1 } } },
  string: { v: { k: 'a' } },
  number: { v: { k: 7 } },
};
const arrays: FindCase['rows'] = { a: { v: [5, 1] }, b: { v: [3, 4] }, c: { v: [2, 9] } };

/** Order. */
export const sortCases: readonly StorageCase[] = [
  sortCase({
    name: 'sort orders numbers by value',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('v'),
    finds: ['c', 'd', 'b', 'a'],
  }),
  sortCase({
    name: 'sort descends',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('-v'),
    finds: ['a', 'b', 'd', 'c'],
  }),
  sortCase({
    name: 'sort puts unset first',
    fields: { v: 'Number' },
    rows: { a: { v: 1 }, b: {}, c: { v: -5 } },
    sort: by('v'),
    finds: ['b', 'c', 'a'],
  }),
  sortCase({
    name: 'sort puts null first',
    fields: { v: 'String' },
    rows: { a: { v: 'x' }, b: { v: null }, c: { v: '' } },
    sort: by('v'),
    finds: ['b', 'c', 'a'],
  }),
  sortCase({
    name: 'sort descending puts unset last',
    fields: { v: 'String' },
    rows: { a: { v: 'x' }, b: {}, c: { v: 'y' } },
    sort: by('-v'),
    finds: ['c', 'a', 'b'],
  }),
  sortCase({
    name: 'sort counts null and unset as a tie',
    fields: { v: 'Number' },
    rows: { b: { v: null }, c: {}, a: { v: null }, d: { v: 0 } },
    sort: by('v', 'objectId'),
    finds: ['a', 'b', 'c', 'd'],
  }),
  sortCase({
    name: 'sort orders strings by code point',
    fields: { v: 'String' },
    rows: {
      a: { v: 'a' },
      b: { v: 'Z' },
      c: { v: '\u00e9' },
      d: { v: '\u{1f600}' },
      e: { v: '\uff5e' },
      f: { v: 'aa' },
      g: { v: '10' },
      h: { v: '9' },
    },
    sort: by('v'),
    finds: ['g', 'h', 'b', 'a', 'f', 'c', 'e', 'd'],
  }),
  sortCase({
    name: 'sort orders dates',
    fields: { v: 'Date' },
    rows: {
      a: { v: wireDate('2020-01-01T00:00:00.000Z') },
      b: { v: wireDate('1969-01-01T00:00:00.000Z') },
      c: { v: wireDate('2020-01-01T00:00:00.001Z') },
    },
    sort: by('v'),
    finds: ['b', 'a', 'c'],
  }),
  sortCase({
    name: 'sort orders booleans',
    fields: { v: 'Boolean' },
    rows: { a: { v: true }, b: { v: false }, c: {} },
    sort: by('v'),
    finds: ['c', 'b', 'a'],
  }),
  sortCase({
    name: 'sort orders by createdAt',
    fields: {},
    rows: { a: { createdAt: '2021-01-01T00:00:00.000Z' }, b: { createdAt: '2019-01-01T00:00:00.000Z' } },
    sort: by('createdAt'),
    finds: ['b', 'a'],
  }),
  sortCase({
    name: 'sort orders by objectId',
    fields: {},
    rows: { b: {}, C: {}, a: {} },
    sort: by('objectId'),
    finds: ['C', 'a', 'b'],
  }),
  sortCase({
    name: 'sort breaks ties by the next key',
    fields: { v: 'Number', w: 'String' },
    rows: { a: { v: 1, w: 'b' }, b: { v: 0, w: 'z' }, c: { v: 1, w: 'a' } },
    sort: by('-v', 'w'),
    finds: ['c', 'a', 'b'],
  }),
  sortCase({
    name: 'sort orders by a place inside objects',
    fields: { v: 'Object' },
    rows: { a: { v: { k: 2 } }, b: { v: { k: 10 } }, c: { v: {} }, d: {} },
    sort: by('v.k', 'objectId'),
    finds: ['c', 'd', 'a', 'b'],
  }),
  sortCase({
    name: 'sort orders kinds of values',
    fields: { v: 'Object' },
    rows: kinds,
    sort: by('v.k'),
    finds: ['number', 'string', 'array', 'object', 'bool', 'date'],
  }),
  sortCase({
    name: 'sort takes the smallest element of arrays',
    fields: { v: 'Array' },
    rows: arrays,
    sort: by('v'),
    finds: ['a', 'c', 'b'],
  }),
  sortCase({
    name: 'sort descending takes the largest element of arrays',
    fields: { v: 'Array' },
    rows: arrays,
    sort: by('-v'),
    finds: ['c', 'a', 'b'],
  }),
  sortCase({
    name: 'sort counts empty arrays as unset',
    fields: { v: 'Array' },
    rows: { a: { v: [1] }, b: { v: [] }, c: {} },
    sort: by('v', 'objectId'),
    finds: ['b', 'c', 'a'],
  }),
  sortCase({
    name: 'sort by a column the class does not have keeps the other keys',
    fields: { v: 'Number' },
    rows: numbers,
    sort: by('missing', 'v'),
    finds: ['c', 'd', 'b', 'a'],
  }),
];
