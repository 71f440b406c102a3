import { findCase, oneOf, type FindCase } from '../find-case.js';
import { wireDate, wirePointer } from '../fixture.js';
import type { StorageCase } from '../storage-case.js';

const scalars: FindCase['rows'] = { a: { v: 'x' }, b: { v: 'y' }, c: { v: '' }, d: { v: null }, e: {} };
const arrays: FindCase['rows'] = {
  a: { v: [1, 2, 3] },
  b: { v: [1, 1] },
  c: { v: [] },
  d: { v: ['1', { x: 1 }, [2], null] },
  e: { v: null },
  f: {},
};
const pointers: FindCase['rows'] = { a: { v: wirePointer('1') }, b: { v: wirePointer('2') }, c: {} };
const pointerColumn: FindCase['fields'] = { v: { type: 'Pointer', targetClass: 'Other' } };

/** `in` and `not-in`. */
export const findByListCases: readonly StorageCase[] = [
  findCase({
    name: 'in finds rows equal to one of the values',
    fields: { v: 'String' },
    rows: scalars,
    where: oneOf('in', 'v', ['x', '', 'z']),
    finds: ['a', 'c'],
  }),
  findCase({
    name: 'in of nothing finds nothing',
    fields: { v: 'String' },
    rows: scalars,
    where: oneOf('in', 'v', []),
    finds: [],
  }),
  findCase({
    name: 'in with null finds null and unset',
    fields: { v: 'String' },
    rows: scalars,
    where: oneOf('in', 'v', ['x', null]),
    finds: ['a', 'd', 'e'],
  }),
  findCase({
    name: 'not-in finds unset rows',
    fields: { v: 'String' },
    rows: scalars,
    where: oneOf('not-in', 'v', ['x', '']),
    finds: ['b', 'd', 'e'],
  }),
  findCase({
    name: 'not-in of nothing finds everything',
    fields: { v: 'String' },
    rows: scalars,
    where: oneOf('not-in', 'v', []),
    finds: ['a', 'b', 'c', 'd', 'e'],
  }),
  findCase({
    name: 'not-in with null leaves out null and unset',
    fields: { v: 'String' },
    rows: scalars,
    where: oneOf('not-in', 'v', ['x', null]),
    finds: ['b', 'c'],
  }),
  findCase({
    name: 'in finds pointers',
    fields: pointerColumn,
    rows: pointers,
    where: oneOf('in', 'v', [wirePointer('2'), wirePointer('3')]),
    finds: ['b'],
  }),
  findCase({
    name: 'not-in on pointers finds unset rows',
    fields: pointerColumn,
    rows: pointers,
    where: oneOf('not-in', 'v', [wirePointer('2')]),
    finds: ['a', 'c'],
  }),
  findCase({
    name: 'in finds dates',
    fields: { v: 'Date' },
    rows: {
      a: { v: wireDate('2020-01-01T00:00:00.000Z') },
      b: { v: wireDate('2021-01-01T00:00:00.000Z') },
      c: {},
    },
    where: oneOf('in', 'v', [wireDate('2021-01-01T00:00:00.000Z')]),
    finds: ['b'],
  }),
  findCase({
    name: 'in finds numbers',
    fields: { v: 'Number' },
    rows: { a: { v: 1 }, b: { v: 2.5 }, c: {} },
    where: oneOf('in', 'v', [2.5, 7]),
    finds: ['b'],
  }),
  findCase({
    name: 'in finds booleans',
    fields: { v: 'Boolean' },
    rows: { a: { v: true }, b: { v: false }, c: {} },
    where: oneOf('in', 'v', [false]),
    finds: ['b'],
  }),
  findCase({
    name: 'in on objectId finds those rows',
    fields: { v: 'String' },
    rows: scalars,
    where: oneOf('in', 'objectId', ['e', 'a', 'nobody']),
    finds: ['a', 'e'],
  }),
  findCase({
    name: 'in finds objects regardless of key order',
    fields: { v: 'Object' },
    rows: { a: { v: { x: 1, y: 2 } }, b: { v: { x: 1 } } },
    where: oneOf('in', 'v', [{ y: 2, x: 1 }]),
    finds: ['a'],
  }),
  findCase({
    name: 'in on arrays finds rows with one of the elements',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('in', 'v', [3, '1']),
    finds: ['a', 'd'],
  }),
  findCase({
    name: 'in on arrays tells kinds apart',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('in', 'v', ['2', '3']),
    finds: [],
  }),
  findCase({
    name: 'in on arrays finds a whole array',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('in', 'v', [[1, 1]]),
    finds: ['b'],
  }),
  findCase({
    name: 'not-in on arrays leaves out rows with one of the elements',
    fields: { v: 'Array' },
    rows: arrays,
    where: oneOf('not-in', 'v', [1]),
    finds: ['c', 'd', 'e', 'f'],
  }),
  findCase({
    name: 'in finds nothing in a column the class does not have',
    fields: {},
    rows: { a: {} },
    where: oneOf('in', 'missing', ['x']),
    finds: [],
  }),
  findCase({
    name: 'not-in finds every row in a column the class does not have',
    fields: {},
    rows: { a: {} },
    where: oneOf('not-in', 'missing', ['x']),
    finds: ['a'],
  }),
];
