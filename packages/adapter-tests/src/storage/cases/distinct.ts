import type { Json } from '@parse/core/adapter';
import { expectSameSet } from '../expectations.js';
import {
  EVERYTHING,
  insertRows,
  keysOf,
  type ClassFields,
  type Rows,
  wireDate,
  wirePointer,
} from '../fixture.js';
import { defineCases, type StorageCase } from '../storage-case.js';

interface DistinctCase {
  readonly name: string;
  readonly fields: ClassFields;
  readonly rows: Rows;
  readonly path: string;
  readonly values: readonly Json[];
}

const table: readonly DistinctCase[] = [
  {
    name: 'strings once each, unset and null left out',
    fields: { v: 'String' },
    rows: { a: { v: 'x' }, b: { v: 'y' }, c: { v: 'x' }, d: { v: null }, e: {}, f: { v: '' }, g: { v: 'X' } },
    path: 'v',
    values: ['x', 'y', '', 'X'],
  },
  {
    name: 'numbers',
    fields: { v: 'Number' },
    rows: { a: { v: 1 }, b: { v: 1.5 }, c: { v: 1 } },
    path: 'v',
    values: [1, 1.5],
  },
  {
    name: 'booleans',
    fields: { v: 'Boolean' },
    rows: { a: { v: false }, b: { v: true }, c: { v: false } },
    path: 'v',
    values: [false, true],
  },
  {
    name: 'dates',
    fields: { v: 'Date' },
    rows: { a: { v: wireDate('2020-01-01T00:00:00.000Z') }, b: { v: wireDate('2020-01-01T00:00:00.000Z') } },
    path: 'v',
    values: [wireDate('2020-01-01T00:00:00.000Z')],
  },
  {
    name: 'createdAt as a date',
    fields: {},
    rows: { a: {}, b: { createdAt: '2021-01-01T00:00:00.000Z' } },
    path: 'createdAt',
    values: [wireDate('2020-01-01T00:00:00.000Z'), wireDate('2021-01-01T00:00:00.000Z')],
  },
  {
    name: 'pointers',
    fields: { v: { type: 'Pointer', targetClass: 'Other' } },
    rows: { a: { v: wirePointer('1') }, b: { v: wirePointer('2') }, c: { v: wirePointer('1') }, d: {} },
    path: 'v',
    values: [wirePointer('1'), wirePointer('2')],
  },
  {
    name: 'the elements of arrays',
    fields: { v: 'Array' },
    rows: { a: { v: [1, 'x', [2]] }, b: { v: [1, null] }, c: { v: [] } },
    path: 'v',
    values: [1, 'x', [2]],
  },
  {
    name: 'objects regardless of key order',
    fields: { v: 'Object' },
    rows: { a: { v: { x: 1, y: 2 } }, b: { v: { y: 2, x: 1 } }, c: { v: {} } },
    path: 'v',
    values: [{ x: 1, y: 2 }, {}],
  },
  {
    name: 'places inside objects',
    fields: { v: 'Object' },
    rows: {
      a: { v: { k: 1 } },
      b: { v: { k: '1' } },
      c: { v: {} },
      d: { v: { k: [1, 2] } },
      e: { v: { k: true } },
    },
    path: 'v.k',
    values: [1, '1', 2, true],
  },
  { name: 'objectIds', fields: {}, rows: { a: {}, b: {} }, path: 'objectId', values: ['a', 'b'] },
  {
    name: 'nothing for a column the class does not have',
    fields: {},
    rows: { a: {} },
    path: 'missing',
    values: [],
  },
];

/** `distinct`. */
export const distinctCases = defineCases([
  ...table.map((data): StorageCase => ({
    name: `distinct: ${data.name}`,
    run: async ({ storage, createClass }) => {
      const schema = await createClass(data.fields);
      await insertRows(storage, schema, data.rows);
      expectSameSet(await storage.distinct(schema, keysOf(schema)(data.path), EVERYTHING), data.values);
    },
  })),
  {
    name: 'distinct: only rows that satisfy the condition',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'String', n: 'Number' });
      await insertRows(storage, schema, { a: { v: 'x', n: 1 }, b: { v: 'y', n: 2 } });
      const key = keysOf(schema);
      expectSameSet(await storage.distinct(schema, key('v'), { op: 'greater', key: key('n'), value: 1 }), [
        'y',
      ]);
    },
  },
]);
