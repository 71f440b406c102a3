import { findCase, oneOf, type FindCase } from '../find-case.js';
import { wirePointer } from '../fixture.js';
import type { StorageCase } from '../storage-case.js';

const arrays: FindCase['rows'] = {
  a: { v: [1, 2, 3] },
  b: { v: [1, 1] },
  c: { v: [] },
  d: { v: ['1', { x: 1 }, [2], null] },
  e: { v: null },
  f: {},
};

/** `contains-all` and `contained-by`. */
export const findByArrayContentsCases: readonly StorageCase[] = [
  findCase({
    name: 'contains-all finds arrays with every value',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('contains-all', 'v', [1, 2]),
    finds: ['a'],
  }),
  findCase({
    name: 'contains-all does not count repeated values',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('contains-all', 'v', [1, 1]),
    finds: ['a', 'b'],
  }),
  findCase({
    name: 'contains-all of nothing finds nothing',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('contains-all', 'v', []),
    finds: [],
  }),
  findCase({
    name: 'contains-all finds objects and arrays among the elements',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('contains-all', 'v', [{ x: 1 }, [2]]),
    finds: ['d'],
  }),
  findCase({
    name: 'contains-all tells kinds apart',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('contains-all', 'v', ['1']),
    finds: ['d'],
  }),
  findCase({
    name: 'contains-all finds pointers',
    fields: { v: 'Array' },
    rows: { a: { v: [wirePointer('1'), wirePointer('2')] }, b: { v: [wirePointer('1')] } },
    where: oneOf('contains-all', 'v', [wirePointer('2'), wirePointer('1')]),
    finds: ['a'],
  }),
  findCase({
    name: 'contains-all does not look into elements that are arrays',
    fields: { v: 'Array' },
    rows: { a: { v: [[1, 2]] }, b: { v: [1, 2] } },
    where: oneOf('contains-all', 'v', [1, 2]),
    finds: ['b'],
  }),
  findCase({
    name: 'contained-by finds arrays without other elements, the empty one too',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('contained-by', 'v', [1, 2]),
    finds: ['b', 'c'],
  }),
  findCase({
    name: 'contained-by finds objects, arrays and null among the elements',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('contained-by', 'v', ['1', { x: 1 }, [2], null, 7]),
    finds: ['c', 'd'],
  }),
  findCase({
    name: 'contained-by of nothing finds the empty array',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('contained-by', 'v', []),
    finds: ['c'],
  }),
];
