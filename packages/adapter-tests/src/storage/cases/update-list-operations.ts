import { at, wirePointer } from '../fixture.js';
import { operationCase } from '../operation-case.js';
import type { StorageCase } from '../storage-case.js';

/** `add`, `add-unique` and `remove`. */
export const listOperationCases: readonly StorageCase[] = [
  operationCase({
    name: 'add appends in order, repeated values too',
    before: { l: [1] },
    ops: [{ op: 'add', target: at('l'), values: [3, 1, 3] }],
    after: { l: [1, 3, 1, 3] },
  }),
  operationCase({
    name: 'add counts unset as empty',
    before: {},
    ops: [{ op: 'add', target: at('l'), values: ['x', null, { k: [] }] }],
    after: { l: ['x', null, { k: [] }] },
  }),
  operationCase({
    name: 'add takes an array for one element',
    before: { l: [] },
    ops: [{ op: 'add', target: at('l'), values: [[1, 2]] }],
    after: { l: [[1, 2]] },
  }),
  operationCase({
    name: 'add inside an object',
    before: { o: { l: [1] } },
    ops: [{ op: 'add', target: at('o', 'l'), values: [2] }],
    after: { o: { l: [1, 2] } },
  }),
  operationCase({
    name: 'add to a value that is no array does not fit',
    before: { o: { l: 'text' } },
    ops: [{ op: 'add', target: at('o', 'l'), values: [2] }],
    after: 'refused',
  }),
  operationCase({
    name: 'add-unique appends what is not there yet',
    before: { l: [1, 2] },
    ops: [{ op: 'add-unique', target: at('l'), values: [2, 3, 3, '1'] }],
    after: { l: [1, 2, 3, '1'] },
  }),
  operationCase({
    name: 'add-unique counts unset as empty',
    before: {},
    ops: [{ op: 'add-unique', target: at('l'), values: [1, 1] }],
    after: { l: [1] },
  }),
  operationCase({
    name: 'add-unique knows pointers by class and id',
    before: { l: [wirePointer('1')] },
    ops: [{ op: 'add-unique', target: at('l'), values: [wirePointer('1'), wirePointer('2')] }],
    after: { l: [wirePointer('1'), wirePointer('2')] },
  }),
  operationCase({
    name: 'add-unique knows objects regardless of key order',
    before: { l: [{ a: 1, b: 2 }] },
    ops: [{ op: 'add-unique', target: at('l'), values: [{ b: 2, a: 1 }, { a: 1 }] }],
    after: { l: [{ a: 1, b: 2 }, { a: 1 }] },
  }),
  operationCase({
    name: 'add-unique leaves repeated elements that are there',
    before: { l: [1, 1] },
    ops: [{ op: 'add-unique', target: at('l'), values: [1] }],
    after: { l: [1, 1] },
  }),
  operationCase({
    name: 'remove takes out every equal element',
    before: { l: [1, 2, 1, '1', null] },
    ops: [{ op: 'remove', target: at('l'), values: [1, null] }],
    after: { l: [2, '1'] },
  }),
  operationCase({
    name: 'remove on an unset field leaves it unset',
    before: {},
    ops: [{ op: 'remove', target: at('l'), values: [1] }],
    after: {},
  }),
  operationCase({
    name: 'remove knows objects and pointers',
    before: { l: [{ a: 1, b: 2 }, wirePointer('1'), wirePointer('2'), [1]] },
    ops: [{ op: 'remove', target: at('l'), values: [{ b: 2, a: 1 }, wirePointer('2'), [1]] }],
    after: { l: [wirePointer('1')] },
  }),
  operationCase({
    name: 'remove inside an object',
    before: { o: { l: [1, 2] } },
    ops: [{ op: 'remove', target: at('o', 'l'), values: [1] }],
    after: { o: { l: [2] } },
  }),
];
