import { at, wireDate, wirePointer } from '../fixture.js';
import { operationCase } from '../operation-case.js';
import type { StorageCase } from '../storage-case.js';

const date = wireDate('2020-01-01T00:00:00.000Z');

/** `set`, `unset`, `increment`, `set-on-insert`, and several operations at once. */
export const updateOperationCases: readonly StorageCase[] = [
  operationCase({
    name: 'set writes a value',
    before: {},
    ops: [{ op: 'set', target: at('s'), value: 'x' }],
    after: { s: 'x' },
  }),
  operationCase({
    name: 'set writes null',
    before: { s: 'x' },
    ops: [{ op: 'set', target: at('s'), value: null }],
    after: { s: null },
  }),
  operationCase({
    name: 'set writes every kind of column',
    before: {},
    ops: [
      { op: 'set', target: at('n'), value: -1.5 },
      { op: 'set', target: at('b'), value: false },
      { op: 'set', target: at('d'), value: date },
      { op: 'set', target: at('l'), value: [1, [2]] },
      { op: 'set', target: at('o'), value: { k: [null] } },
      { op: 'set', target: at('p'), value: wirePointer('1') },
    ],
    after: { n: -1.5, b: false, d: date, l: [1, [2]], o: { k: [null] }, p: wirePointer('1') },
  }),
  operationCase({
    name: 'set replaces a whole object',
    before: { o: { a: 1, b: 2 } },
    ops: [{ op: 'set', target: at('o'), value: { c: 3 } }],
    after: { o: { c: 3 } },
  }),
  operationCase({
    name: 'set writes inside an object',
    before: { o: { a: 1, b: { c: 2 } } },
    ops: [{ op: 'set', target: at('o', 'b', 'c'), value: 'x' }],
    after: { o: { a: 1, b: { c: 'x' } } },
  }),
  operationCase({
    name: 'set makes the objects on the way',
    before: {},
    ops: [{ op: 'set', target: at('o', 'b', 'c'), value: 1 }],
    after: { o: { b: { c: 1 } } },
  }),
  operationCase({
    name: 'set through a value that is no object does not fit',
    before: { o: { a: 'text' } },
    ops: [{ op: 'set', target: at('o', 'a', 'b'), value: 1 }],
    after: 'refused',
  }),
  operationCase({
    name: 'set below a date does not fit',
    before: { o: { a: date } },
    ops: [{ op: 'set', target: at('o', 'a', 'b'), value: 1 }],
    after: 'refused',
  }),
  operationCase({
    name: 'increment below a date does not fit',
    before: { o: { a: date } },
    ops: [{ op: 'increment', target: at('o', 'a', 'b'), amount: 1 }],
    after: 'refused',
  }),
  operationCase({
    name: 'unset below a date does nothing',
    before: { o: { a: date } },
    ops: [{ op: 'unset', target: at('o', 'a', 'iso') }],
    after: { o: { a: date } },
  }),
  operationCase({
    name: 'unset removes the value',
    before: { s: 'x', n: 1 },
    ops: [{ op: 'unset', target: at('s') }],
    after: { n: 1 },
  }),
  operationCase({
    name: 'unset of an unset field does nothing',
    before: { n: 1 },
    ops: [{ op: 'unset', target: at('s') }],
    after: { n: 1 },
  }),
  operationCase({
    name: 'unset removes a stored null',
    before: { s: null },
    ops: [{ op: 'unset', target: at('s') }],
    after: {},
  }),
  operationCase({
    name: 'unset removes a key inside an object',
    before: { o: { a: 1, b: { c: 2, d: 3 } } },
    ops: [{ op: 'unset', target: at('o', 'b', 'c') }],
    after: { o: { a: 1, b: { d: 3 } } },
  }),
  operationCase({
    name: 'unset of a key that is not there makes no objects',
    before: { o: { a: 1 } },
    ops: [{ op: 'unset', target: at('o', 'b', 'c') }],
    after: { o: { a: 1 } },
  }),
  operationCase({
    name: 'unset inside an unset column leaves it unset',
    before: {},
    ops: [{ op: 'unset', target: at('o', 'b') }],
    after: {},
  }),
  operationCase({
    name: 'increment adds',
    before: { n: 1 },
    ops: [{ op: 'increment', target: at('n'), amount: 2 }],
    after: { n: 3 },
  }),
  operationCase({
    name: 'increment takes negative and broken amounts',
    before: { n: 1 },
    ops: [{ op: 'increment', target: at('n'), amount: -2.25 }],
    after: { n: -1.25 },
  }),
  operationCase({
    name: 'increment counts unset as 0',
    before: {},
    ops: [{ op: 'increment', target: at('n'), amount: 5 }],
    after: { n: 5 },
  }),
  operationCase({
    name: 'increment inside an object',
    before: { o: { a: { n: 1 } } },
    ops: [{ op: 'increment', target: at('o', 'a', 'n'), amount: 1 }],
    after: { o: { a: { n: 2 } } },
  }),
  operationCase({
    name: 'increment inside an unset column makes it',
    before: {},
    ops: [{ op: 'increment', target: at('o', 'n'), amount: 1 }],
    after: { o: { n: 1 } },
  }),
  operationCase({
    name: 'increment goes on where smaller kinds of numbers end',
    before: { n: 2_147_483_647, o: { n: -2_147_483_648 } },
    ops: [
      { op: 'increment', target: at('n'), amount: 1 },
      { op: 'increment', target: at('o', 'n'), amount: -1 },
    ],
    after: { n: 2_147_483_648, o: { n: -2_147_483_649 } },
  }),
  operationCase({
    name: 'increment of a large number by a large one',
    before: { n: -1e308 },
    ops: [{ op: 'increment', target: at('n'), amount: 1.5e308 }],
    after: { n: 0.5e308 },
  }),
  operationCase({
    name: 'increment beyond the largest number does not fit',
    before: { n: 1.7e308 },
    ops: [{ op: 'increment', target: at('n'), amount: 1e307 }],
    after: 'refused',
  }),
  operationCase({
    name: 'increment beyond the smallest number inside an object does not fit',
    before: { o: { n: -Number.MAX_VALUE } },
    ops: [{ op: 'increment', target: at('o', 'n'), amount: -(2 ** 970) }],
    after: 'refused',
  }),
  operationCase({
    name: 'increment of text does not fit',
    before: { o: { n: '1' } },
    ops: [{ op: 'increment', target: at('o', 'n'), amount: 1 }],
    after: 'refused',
  }),
  operationCase({
    name: 'increment of null does not fit',
    before: { o: { n: null } },
    ops: [{ op: 'increment', target: at('o', 'n'), amount: 1 }],
    after: 'refused',
  }),
  operationCase({
    name: 'set-on-insert does nothing to a row that exists',
    before: { s: 'x' },
    ops: [
      { op: 'set-on-insert', target: at('s'), value: 'y' },
      { op: 'set-on-insert', target: at('n'), value: 1 },
    ],
    after: { s: 'x' },
  }),
  operationCase({
    name: 'operations on one field are applied in order',
    before: { n: 1 },
    ops: [
      { op: 'set', target: at('n'), value: 10 },
      { op: 'increment', target: at('n'), amount: 5 },
    ],
    after: { n: 15 },
  }),
  operationCase({
    name: 'an operation sees what an earlier one left',
    before: { l: [1, 2] },
    ops: [
      { op: 'remove', target: at('l'), values: [1] },
      { op: 'add', target: at('l'), values: [1] },
    ],
    after: { l: [2, 1] },
  }),
  operationCase({
    name: 'operations inside one object all count',
    before: { o: { a: 1, b: 1 } },
    ops: [
      { op: 'increment', target: at('o', 'a'), amount: 1 },
      { op: 'unset', target: at('o', 'b') },
      { op: 'set', target: at('o', 'c'), value: 'x' },
    ],
    after: { o: { a: 2, c: 'x' } },
  }),
  operationCase({
    name: 'an operation after unset begins anew',
    before: { n: 7 },
    ops: [
      { op: 'unset', target: at('n') },
      { op: 'increment', target: at('n'), amount: 1 },
    ],
    after: { n: 1 },
  }),
];
