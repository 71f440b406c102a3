import { equal, findCase, notEqual, type FindCase } from '../find-case.js';
import { wirePointer } from '../fixture.js';
import type { StorageCase } from '../storage-case.js';

const arrays: FindCase['rows'] = {
  a: { v: [1, 'x'] },
  b: { v: [] },
  c: { v: [[1, 'x']] },
  d: { v: ['1', null] },
  e: {},
  f: { v: null },
};
const objects: FindCase['rows'] = {
  a: { v: { x: 1, y: { z: [1, 2] } } },
  b: { v: { y: { z: [1, 2] }, x: 1 } },
  c: { v: { x: 1 } },
  d: { v: {} },
  e: { v: { x: 1, y: { z: [2, 1] } } },
};

/** `equal` and `not-equal` on objects and arrays. */
export const findByNestedEqualityCases: readonly StorageCase[] = [
  findCase({
    name: 'equal on objects ignores the order of keys',
    fields: { v: 'Object' },
    rows: objects,
    where: equal('v', { x: 1, y: { z: [1, 2] } }),
    finds: ['a', 'b'],
  }),
  findCase({
    name: 'equal on objects does not take a part for the whole',
    fields: { v: 'Object' },
    rows: objects,
    where: equal('v', { x: 1 }),
    finds: ['c'],
  }),
  findCase({
    name: 'equal on objects finds the empty object',
    fields: { v: 'Object' },
    rows: objects,
    where: equal('v', {}),
    finds: ['d'],
  }),
  findCase({
    name: 'not-equal on objects is the opposite of equal',
    fields: { v: 'Object' },
    rows: objects,
    where: notEqual('v', { x: 1 }),
    finds: ['a', 'b', 'd', 'e'],
  }),
  findCase({
    name: 'equal finds an element of an array',
    fields: { v: 'Array' },
    rows: arrays,
    where: equal('v', 'x'),
    finds: ['a'],
  }),
  findCase({
    name: 'equal tells numbers from strings in arrays',
    fields: { v: 'Array' },
    rows: arrays,
    where: equal('v', 1),
    finds: ['a'],
  }),
  findCase({
    name: 'equal finds a whole array and an array within an array',
    fields: { v: 'Array' },
    rows: arrays,
    where: equal('v', [1, 'x']),
    finds: ['a', 'c'],
  }),
  findCase({
    name: 'equal on arrays minds the order of elements',
    fields: { v: 'Array' },
    rows: arrays,
    where: equal('v', ['x', 1]),
    finds: [],
  }),
  findCase({
    name: 'equal finds the empty array',
    fields: { v: 'Array' },
    rows: arrays,
    where: equal('v', []),
    finds: ['b'],
  }),
  findCase({
    name: 'equal null finds an array that holds null',
    fields: { v: 'Array' },
    rows: arrays,
    where: equal('v', null),
    finds: ['d', 'e', 'f'],
  }),
  findCase({
    name: 'not-equal leaves out arrays that hold the value',
    fields: { v: 'Array' },
    rows: arrays,
    where: notEqual('v', 'x'),
    finds: ['b', 'c', 'd', 'e', 'f'],
  }),
  findCase({
    name: 'equal finds an object among the elements of an array',
    fields: { v: 'Array' },
    rows: { a: { v: [{ x: 1, y: 2 }] }, b: { v: [{ x: 1 }] }, c: { v: [] } },
    where: equal('v', { y: 2, x: 1 }),
    finds: ['a'],
  }),
  findCase({
    name: 'equal finds a pointer among the elements of an array',
    fields: { v: 'Array' },
    rows: {
      a: { v: [wirePointer('1'), wirePointer('2')] },
      b: { v: [wirePointer('1', 'Another')] },
      c: { v: ['1'] },
    },
    where: equal('v', wirePointer('1')),
    finds: ['a'],
  }),
];
