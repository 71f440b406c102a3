import type { Json } from '@parse/core/adapter';
import { findCase, type FindCase } from '../find-case.js';
import type { StorageCase } from '../storage-case.js';

type ListOp = 'in' | 'not-in' | 'contains-all' | 'contained-by';

const list =
  (op: ListOp, path: string, values: readonly Json[]): FindCase['where'] =>
  (key) => ({ op, key: key(path), values });
const exists =
  (path: string, wanted: boolean): FindCase['where'] =>
  (key) => ({ op: 'exists', key: key(path), exists: wanted });

const pointer = (objectId: string) => ({ __type: 'Pointer', className: 'Other', objectId });
const date = (iso: string) => ({ __type: 'Date', iso });

const scalars: FindCase['rows'] = { a: { v: 'x' }, b: { v: 'y' }, c: { v: '' }, d: { v: null }, e: {} };
const arrays: FindCase['rows'] = {
  a: { v: [1, 2, 3] },
  b: { v: [1, 1] },
  c: { v: [] },
  d: { v: ['1', { x: 1 }, [2], null] },
  e: { v: null },
  f: {},
};
const pointers: FindCase['rows'] = { a: { v: pointer('1') }, b: { v: pointer('2') }, c: {} };
const pointerColumn: FindCase['fields'] = { v: { type: 'Pointer', targetClass: 'Other' } };

/** Conditions with lists of values, and `exists`. */
export const findByListCases: readonly StorageCase[] = [
  findCase({
    name: 'in finds rows equal to one of the values',
    fields: { v: 'String' },
    rows: scalars,
    where: list('in', 'v', ['x', '', 'z']),
    finds: ['a', 'c'],
  }),
  findCase({
    name: 'in of nothing finds nothing',
    fields: { v: 'String' },
    rows: scalars,
    where: list('in', 'v', []),
    finds: [],
  }),
  findCase({
    name: 'in with null finds null and unset',
    fields: { v: 'String' },
    rows: scalars,
    where: list('in', 'v', ['x', null]),
    finds: ['a', 'd', 'e'],
  }),
  findCase({
    name: 'not-in finds unset rows',
    fields: { v: 'String' },
    rows: scalars,
    where: list('not-in', 'v', ['x', '']),
    finds: ['b', 'd', 'e'],
  }),
  findCase({
    name: 'not-in of nothing finds everything',
    fields: { v: 'String' },
    rows: scalars,
    where: list('not-in', 'v', []),
    finds: ['a', 'b', 'c', 'd', 'e'],
  }),
  findCase({
    name: 'not-in with null leaves out null and unset',
    fields: { v: 'String' },
    rows: scalars,
    where: list('not-in', 'v', ['x', null]),
    finds: ['b', 'c'],
  }),
  findCase({
    name: 'in finds pointers',
    fields: pointerColumn,
    rows: pointers,
    where: list('in', 'v', [pointer('2'), pointer('3')]),
    finds: ['b'],
  }),
  findCase({
    name: 'not-in on pointers finds unset rows',
    fields: pointerColumn,
    rows: pointers,
    where: list('not-in', 'v', [pointer('2')]),
    finds: ['a', 'c'],
  }),
  findCase({
    name: 'in finds dates',
    fields: { v: 'Date' },
    rows: { a: { v: date('2020-01-01T00:00:00.000Z') }, b: { v: date('2021-01-01T00:00:00.000Z') }, c: {} },
    where: list('in', 'v', [date('2021-01-01T00:00:00.000Z')]),
    finds: ['b'],
  }),
  findCase({
    name: 'in finds numbers',
    fields: { v: 'Number' },
    rows: { a: { v: 1 }, b: { v: 2.5 }, c: {} },
    where: list('in', 'v', [2.5, 7]),
    finds: ['b'],
  }),
  findCase({
    name: 'in finds booleans',
    fields: { v: 'Boolean' },
    rows: { a: { v: true }, b: { v: false }, c: {} },
    where: list('in', 'v', [false]),
    finds: ['b'],
  }),
  findCase({
    name: 'in on objectId finds those rows',
    fields: { v: 'String' },
    rows: scalars,
    where: list('in', 'objectId', ['e', 'a', 'nobody']),
    finds: ['a', 'e'],
  }),
  findCase({
    name: 'in finds objects regardless of key order',
    fields: { v: 'Object' },
    rows: { a: { v: { x: 1, y: 2 } }, b: { v: { x: 1 } } },
    where: list('in', 'v', [{ y: 2, x: 1 }]),
    finds: ['a'],
  }),
  findCase({
    name: 'in on arrays finds rows with one of the elements',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('in', 'v', [3, '1']),
    finds: ['a', 'd'],
  }),
  findCase({
    name: 'in on arrays tells kinds apart',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('in', 'v', ['2', '3']),
    finds: [],
  }),
  findCase({
    name: 'in on arrays finds a whole array',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('in', 'v', [[1, 1]]),
    finds: ['b'],
  }),
  findCase({
    name: 'not-in on arrays leaves out rows with one of the elements',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('not-in', 'v', [1]),
    finds: ['c', 'd', 'e', 'f'],
  }),
  findCase({
    name: 'in finds nothing in a column the class does not have',
    fields: {},
    rows: { a: {} },
    where: list('in', 'missing', ['x']),
    finds: [],
  }),
  findCase({
    name: 'not-in finds every row in a column the class does not have',
    fields: {},
    rows: { a: {} },
    where: list('not-in', 'missing', ['x']),
    finds: ['a'],
  }),

  findCase({
    name: 'exists counts a stored null as set',
    fields: { v: 'String' },
    rows: scalars,
    where: exists('v', true),
    finds: ['a', 'b', 'c', 'd'],
  }),
  findCase({
    name: 'exists false finds unset rows',
    fields: { v: 'String' },
    rows: scalars,
    where: exists('v', false),
    finds: ['e'],
  }),
  findCase({
    name: 'exists counts empty arrays as set',
    fields: { v: 'Array' },
    rows: { a: { v: [] }, b: {} },
    where: exists('v', true),
    finds: ['a'],
  }),
  findCase({
    name: 'exists finds no row in a column the class does not have',
    fields: {},
    rows: { a: {} },
    where: exists('missing', true),
    finds: [],
  }),
  findCase({
    name: 'exists false finds every row in a column the class does not have',
    fields: {},
    rows: { a: {} },
    where: exists('missing', false),
    finds: ['a'],
  }),

  findCase({
    name: 'contains-all finds arrays with every value',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('contains-all', 'v', [1, 2]),
    finds: ['a'],
  }),
  findCase({
    name: 'contains-all does not count repeated values',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('contains-all', 'v', [1, 1]),
    finds: ['a', 'b'],
  }),
  findCase({
    name: 'contains-all of nothing finds nothing',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('contains-all', 'v', []),
    finds: [],
  }),
  findCase({
    name: 'contains-all finds objects and arrays among the elements',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('contains-all', 'v', [{ x: 1 }, [2]]),
    finds: ['d'],
  }),
  findCase({
    name: 'contains-all tells kinds apart',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('contains-all', 'v', ['1']),
    finds: ['d'],
  }),
  findCase({
    name: 'contains-all finds pointers',
    fields: { v: 'Array' },
    rows: { a: { v: [pointer('1'), pointer('2')] }, b: { v: [pointer('1')] } },
    where: list('contains-all', 'v', [pointer('2'), pointer('1')]),
    finds: ['a'],
  }),
  findCase({
    name: 'contains-all does not look into elements that are arrays',
    fields: { v: 'Array' },
    rows: { a: { v: [[1, 2]] }, b: { v: [1, 2] } },
    where: list('contains-all', 'v', [1, 2]),
    finds: ['b'],
  }),
  findCase({
    name: 'contained-by finds arrays without other elements, the empty one too',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('contained-by', 'v', [1, 2]),
    finds: ['b', 'c'],
  }),
  findCase({
    name: 'contained-by finds objects, arrays and null among the elements',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('contained-by', 'v', ['1', { x: 1 }, [2], null, 7]),
    finds: ['c', 'd'],
  }),
  findCase({
    name: 'contained-by of nothing finds the empty array',
    fields: { v: 'Array' },
    rows: arrays,
    where: list('contained-by', 'v', []),
    finds: ['c'],
  }),
];
