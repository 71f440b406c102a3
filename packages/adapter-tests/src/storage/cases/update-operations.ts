import type { FieldOp, Json } from '@parse/core/adapter';
import { expectFailure, expectSame } from '../expectations.js';
import { at, byId, getRow, insertRows, row, type ClassFields } from '../fixture.js';
import type { StorageCase } from '../storage-case.js';

interface OperationCase {
  readonly name: string;
  readonly before: { readonly [field: string]: Json };
  readonly ops: readonly FieldOp[];
  /** The fields afterwards, or that the operation does not fit. */
  readonly after: { readonly [field: string]: Json } | 'refused';
}

const columns: ClassFields = {
  s: 'String',
  n: 'Number',
  b: 'Boolean',
  d: 'Date',
  l: 'Array',
  o: 'Object',
  p: { type: 'Pointer', targetClass: 'Other' },
};
const pointer = (objectId: string) => ({ __type: 'Pointer', className: 'Other', objectId });
const date = { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' };

const table: readonly OperationCase[] = [
  {
    name: 'set writes a value',
    before: {},
    ops: [{ op: 'set', target: at('s'), value: 'x' }],
    after: { s: 'x' },
  },
  {
    name: 'set writes null',
    before: { s: 'x' },
    ops: [{ op: 'set', target: at('s'), value: null }],
    after: { s: null },
  },
  {
    name: 'set writes every kind of column',
    before: {},
    ops: [
      { op: 'set', target: at('n'), value: -1.5 },
      { op: 'set', target: at('b'), value: false },
      { op: 'set', target: at('d'), value: date },
      { op: 'set', target: at('l'), value: [1, [2]] },
      { op: 'set', target: at('o'), value: { k: [null] } },
      { op: 'set', target: at('p'), value: pointer('1') },
    ],
    after: { n: -1.5, b: false, d: date, l: [1, [2]], o: { k: [null] }, p: pointer('1') },
  },
  {
    name: 'set replaces a whole object',
    before: { o: { a: 1, b: 2 } },
    ops: [{ op: 'set', target: at('o'), value: { c: 3 } }],
    after: { o: { c: 3 } },
  },
  {
    name: 'set writes inside an object',
    before: { o: { a: 1, b: { c: 2 } } },
    ops: [{ op: 'set', target: at('o', 'b', 'c'), value: 'x' }],
    after: { o: { a: 1, b: { c: 'x' } } },
  },
  {
    name: 'set makes the objects on the way',
    before: {},
    ops: [{ op: 'set', target: at('o', 'b', 'c'), value: 1 }],
    after: { o: { b: { c: 1 } } },
  },
  {
    name: 'set through a value that is no object does not fit',
    before: { o: { a: 'text' } },
    ops: [{ op: 'set', target: at('o', 'a', 'b'), value: 1 }],
    after: 'refused',
  },
  {
    name: 'unset removes the value',
    before: { s: 'x', n: 1 },
    ops: [{ op: 'unset', target: at('s') }],
    after: { n: 1 },
  },
  {
    name: 'unset of an unset field does nothing',
    before: { n: 1 },
    ops: [{ op: 'unset', target: at('s') }],
    after: { n: 1 },
  },
  {
    name: 'unset removes a stored null',
    before: { s: null },
    ops: [{ op: 'unset', target: at('s') }],
    after: {},
  },
  {
    name: 'unset removes a key inside an object',
    before: { o: { a: 1, b: { c: 2, d: 3 } } },
    ops: [{ op: 'unset', target: at('o', 'b', 'c') }],
    after: { o: { a: 1, b: { d: 3 } } },
  },
  {
    name: 'unset of a key that is not there makes no objects',
    before: { o: { a: 1 } },
    ops: [{ op: 'unset', target: at('o', 'b', 'c') }],
    after: { o: { a: 1 } },
  },
  {
    name: 'unset inside an unset column leaves it unset',
    before: {},
    ops: [{ op: 'unset', target: at('o', 'b') }],
    after: {},
  },
  {
    name: 'increment adds',
    before: { n: 1 },
    ops: [{ op: 'increment', target: at('n'), amount: 2 }],
    after: { n: 3 },
  },
  {
    name: 'increment takes negative and broken amounts',
    before: { n: 1 },
    ops: [{ op: 'increment', target: at('n'), amount: -2.25 }],
    after: { n: -1.25 },
  },
  {
    name: 'increment counts unset as 0',
    before: {},
    ops: [{ op: 'increment', target: at('n'), amount: 5 }],
    after: { n: 5 },
  },
  {
    name: 'increment inside an object',
    before: { o: { a: { n: 1 } } },
    ops: [{ op: 'increment', target: at('o', 'a', 'n'), amount: 1 }],
    after: { o: { a: { n: 2 } } },
  },
  {
    name: 'increment inside an unset column makes it',
    before: {},
    ops: [{ op: 'increment', target: at('o', 'n'), amount: 1 }],
    after: { o: { n: 1 } },
  },
  {
    name: 'increment of text does not fit',
    before: { o: { n: '1' } },
    ops: [{ op: 'increment', target: at('o', 'n'), amount: 1 }],
    after: 'refused',
  },
  {
    name: 'increment of null does not fit',
    before: { o: { n: null } },
    ops: [{ op: 'increment', target: at('o', 'n'), amount: 1 }],
    after: 'refused',
  },
  {
    name: 'add appends in order, repeated values too',
    before: { l: [1] },
    ops: [{ op: 'add', target: at('l'), values: [3, 1, 3] }],
    after: { l: [1, 3, 1, 3] },
  },
  {
    name: 'add counts unset as empty',
    before: {},
    ops: [{ op: 'add', target: at('l'), values: ['x', null, { k: [] }] }],
    after: { l: ['x', null, { k: [] }] },
  },
  {
    name: 'add takes an array for one element',
    before: { l: [] },
    ops: [{ op: 'add', target: at('l'), values: [[1, 2]] }],
    after: { l: [[1, 2]] },
  },
  {
    name: 'add inside an object',
    before: { o: { l: [1] } },
    ops: [{ op: 'add', target: at('o', 'l'), values: [2] }],
    after: { o: { l: [1, 2] } },
  },
  {
    name: 'add to a value that is no array does not fit',
    before: { o: { l: 'text' } },
    ops: [{ op: 'add', target: at('o', 'l'), values: [2] }],
    after: 'refused',
  },
  {
    name: 'add-unique appends what is not there yet',
    before: { l: [1, 2] },
    ops: [{ op: 'add-unique', target: at('l'), values: [2, 3, 3, '1'] }],
    after: { l: [1, 2, 3, '1'] },
  },
  {
    name: 'add-unique counts unset as empty',
    before: {},
    ops: [{ op: 'add-unique', target: at('l'), values: [1, 1] }],
    after: { l: [1] },
  },
  {
    name: 'add-unique knows pointers by class and id',
    before: { l: [pointer('1')] },
    ops: [{ op: 'add-unique', target: at('l'), values: [pointer('1'), pointer('2')] }],
    after: { l: [pointer('1'), pointer('2')] },
  },
  {
    name: 'add-unique knows objects regardless of key order',
    before: { l: [{ a: 1, b: 2 }] },
    ops: [{ op: 'add-unique', target: at('l'), values: [{ b: 2, a: 1 }, { a: 1 }] }],
    after: { l: [{ a: 1, b: 2 }, { a: 1 }] },
  },
  {
    name: 'add-unique leaves repeated elements that are there',
    before: { l: [1, 1] },
    ops: [{ op: 'add-unique', target: at('l'), values: [1] }],
    after: { l: [1, 1] },
  },
  {
    name: 'remove takes out every equal element',
    before: { l: [1, 2, 1, '1', null] },
    ops: [{ op: 'remove', target: at('l'), values: [1, null] }],
    after: { l: [2, '1'] },
  },
  {
    name: 'remove on an unset field leaves the empty array',
    before: {},
    ops: [{ op: 'remove', target: at('l'), values: [1] }],
    after: { l: [] },
  },
  {
    name: 'remove knows objects and pointers',
    before: { l: [{ a: 1, b: 2 }, pointer('1'), pointer('2'), [1]] },
    ops: [{ op: 'remove', target: at('l'), values: [{ b: 2, a: 1 }, pointer('2'), [1]] }],
    after: { l: [pointer('1')] },
  },
  {
    name: 'remove inside an object',
    before: { o: { l: [1, 2] } },
    ops: [{ op: 'remove', target: at('o', 'l'), values: [1] }],
    after: { o: { l: [2] } },
  },
  {
    name: 'set-on-insert does nothing to a row that exists',
    before: { s: 'x' },
    ops: [
      { op: 'set-on-insert', target: at('s'), value: 'y' },
      { op: 'set-on-insert', target: at('n'), value: 1 },
    ],
    after: { s: 'x' },
  },
  {
    name: 'operations on one field are applied in order',
    before: { n: 1 },
    ops: [
      { op: 'set', target: at('n'), value: 10 },
      { op: 'increment', target: at('n'), amount: 5 },
    ],
    after: { n: 15 },
  },
  {
    name: 'an operation sees what an earlier one left',
    before: { l: [1, 2] },
    ops: [
      { op: 'remove', target: at('l'), values: [1] },
      { op: 'add', target: at('l'), values: [1] },
    ],
    after: { l: [2, 1] },
  },
  {
    name: 'operations inside one object all count',
    before: { o: { a: 1, b: 1 } },
    ops: [
      { op: 'increment', target: at('o', 'a'), amount: 1 },
      { op: 'unset', target: at('o', 'b') },
      { op: 'set', target: at('o', 'c'), value: 'x' },
    ],
    after: { o: { a: 2, c: 'x' } },
  },
  {
    name: 'an operation after unset begins anew',
    before: { n: 7 },
    ops: [
      { op: 'unset', target: at('n') },
      { op: 'increment', target: at('n'), amount: 1 },
    ],
    after: { n: 1 },
  },
];

/** The meaning of each operation: before, operations, after. */
export const updateOperationCases: readonly StorageCase[] = table.map((data) => ({
  name: `operation: ${data.name}`,
  run: async ({ storage, createClass }) => {
    const schema = await createClass(columns);
    await insertRows(storage, schema, { a: data.before });
    const update = storage.update(schema, byId(schema, 'a'), data.ops);
    if (data.after === 'refused') await expectFailure(update, 'invalid-query');
    else expectSame(await update, row('a', data.after), 'returned');
    const stored = data.after === 'refused' ? data.before : data.after;
    expectSame(await getRow(storage, schema, 'a'), row('a', stored), 'stored');
  },
}));
