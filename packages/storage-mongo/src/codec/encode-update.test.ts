import type { ClassSchema, FieldOp } from '@parse/core/adapter';
import { expect, test } from 'vitest';
import type { BsonDocument } from '../bson.js';
import { layoutOf } from './class-layout.js';
import { encodeUpdate } from './encode-update.js';

const schema: ClassSchema = {
  className: '_User',
  fields: {
    objectId: { type: 'String' },
    updatedAt: { type: 'Date' },
    n: { type: 'Number' },
    o: { type: 'Object' },
    l: { type: 'Array' },
    p: { type: 'Pointer', targetClass: 'Other' },
    authData: { type: 'Object' },
    ACL: { type: 'ACL' },
  },
  permissions: {},
  indexes: {},
};
const at = (field: string, ...path: readonly string[]) => ({ field, path });
const pointer = { __type: 'Pointer', className: 'Other', objectId: '1' };
const iso = '2020-01-01T00:00:00.000Z';

test.each<[string, readonly FieldOp[], BsonDocument, BsonDocument]>([
  ['nothing', [], {}, {}],
  [
    'set and increment',
    [
      { op: 'set', target: at('updatedAt'), value: iso },
      { op: 'increment', target: at('n'), amount: 2 },
    ],
    { $set: { _updated_at: new Date(iso) }, $inc: { n: 2 } },
    {},
  ],
  ['a pointer', [{ op: 'set', target: at('p'), value: pointer }], { $set: { _p_p: 'Other$1' } }, {}],
  ['unset', [{ op: 'unset', target: at('p') }], { $unset: { _p_p: '' } }, {}],
  [
    'paths',
    [
      { op: 'set', target: at('o', 'a', 'b'), value: { __type: 'Date', iso } },
      { op: 'unset', target: at('o', 'c') },
    ],
    { $set: { 'o.a.b': new Date(iso) }, $unset: { 'o.c': '' } },
    {},
  ],
  [
    'elements',
    [{ op: 'add', target: at('l'), values: [pointer, 1] }],
    { $push: { l: { $each: [pointer, 1] } } },
    {},
  ],
  [
    'new elements',
    [{ op: 'add-unique', target: at('l'), values: [1] }],
    { $addToSet: { l: { $each: [1] } } },
    {},
  ],
  ['elements to remove', [{ op: 'remove', target: at('l'), values: [1] }], { $pullAll: { l: [1] } }, {}],
  [
    'an ACL',
    [{ op: 'set', target: at('ACL'), value: { u: { write: true } } }],
    { $set: { _wperm: ['u'], _rperm: [], _acl: { u: { w: true } } } },
    {},
  ],
  ['no ACL', [{ op: 'unset', target: at('ACL') }], { $unset: { _wperm: '', _rperm: '', _acl: '' } }, {}],
  [
    'a provider',
    [{ op: 'set', target: at('authData', 'anonymous'), value: { id: '1' } }],
    { $set: { _auth_data_anonymous: { id: '1' } } },
    {},
  ],
])('%s', (_name, ops, update, guard) => {
  const encoded = encodeUpdate(layoutOf(schema), ops);
  expect(encoded?.update).toEqual(update);
  expect(encoded?.guard).toEqual(guard);
});

test.each<[string, readonly FieldOp[]]>([
  [
    'two operations on one field',
    [
      { op: 'set', target: at('n'), value: 1 },
      { op: 'increment', target: at('n'), amount: 1 },
    ],
  ],
  [
    'an operation inside what another one sets',
    [
      { op: 'set', target: at('o'), value: {} },
      { op: 'set', target: at('o', 'a'), value: 1 },
    ],
  ],
  ['a number in a path', [{ op: 'set', target: at('o', '0'), value: 1 }]],
  ['an empty key', [{ op: 'set', target: at('o', ''), value: 1 }]],
  ['a key that looks like an operator', [{ op: 'set', target: at('o', '$a'), value: 1 }]],
  ['a key with a dot', [{ op: 'unset', target: at('o', 'a.b') }]],
  [
    'objects that may lie in another order',
    [{ op: 'add-unique', target: at('l'), values: [{ a: 1, b: 2 }] }],
  ],
  ['an amount that can make a number infinite', [{ op: 'increment', target: at('n'), amount: -1e300 }]],
  ['the data of all providers', [{ op: 'set', target: at('authData'), value: {} }]],
])('MongoDB has no operator for %s', (_name, ops) => {
  expect(encodeUpdate(layoutOf(schema), ops)).toBeUndefined();
});
