import type { Json, Where } from '@parse/core/adapter';
import { findCase, type FindCase } from '../find-case.js';
import type { StorageCase } from '../storage-case.js';

const pointer = (objectId: string, className = 'Other') => ({ __type: 'Pointer', className, objectId });
const date = (iso: string) => ({ __type: 'Date', iso });

const equal =
  (path: string, value: Json): FindCase['where'] =>
  (key) => ({ op: 'equal', key: key(path), value });
const notEqual =
  (path: string, value: Json): FindCase['where'] =>
  (key) => ({ op: 'not-equal', key: key(path), value });

const strings: FindCase['rows'] = { a: { v: 'x' }, b: { v: 'X' }, c: { v: '' }, d: { v: null }, e: {} };
const numbers: FindCase['rows'] = { a: { v: 0 }, b: { v: 1 }, c: { v: 1.5 }, d: { v: null }, e: {} };
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

/** `equal` and `not-equal`. */
export const findByEqualityCases: readonly StorageCase[] = [
  findCase({
    name: 'everything finds every row',
    fields: { v: 'String' },
    rows: strings,
    where: () => ({ op: 'everything' }),
    finds: ['a', 'b', 'c', 'd', 'e'],
  }),
  findCase({
    name: 'nothing finds no row',
    fields: { v: 'String' },
    rows: strings,
    where: () => ({ op: 'nothing' }),
    finds: [],
  }),
  findCase({
    name: 'equal on strings is exact and case sensitive',
    fields: { v: 'String' },
    rows: strings,
    where: equal('v', 'x'),
    finds: ['a'],
  }),
  findCase({
    name: 'equal tells the empty string from unset',
    fields: { v: 'String' },
    rows: strings,
    where: equal('v', ''),
    finds: ['c'],
  }),
  findCase({
    name: 'equal null finds null and unset',
    fields: { v: 'String' },
    rows: strings,
    where: equal('v', null),
    finds: ['d', 'e'],
  }),
  findCase({
    name: 'not-equal finds rows where the field is unset or null',
    fields: { v: 'String' },
    rows: strings,
    where: notEqual('v', 'x'),
    finds: ['b', 'c', 'd', 'e'],
  }),
  findCase({
    name: 'not-equal null finds set values',
    fields: { v: 'String' },
    rows: strings,
    where: notEqual('v', null),
    finds: ['a', 'b', 'c'],
  }),
  findCase({
    name: 'equal on numbers finds zero',
    fields: { v: 'Number' },
    rows: numbers,
    where: equal('v', 0),
    finds: ['a'],
  }),
  findCase({
    name: 'equal on numbers finds fractions',
    fields: { v: 'Number' },
    rows: numbers,
    where: equal('v', 1.5),
    finds: ['c'],
  }),
  findCase({
    name: 'not-equal on numbers finds unset',
    fields: { v: 'Number' },
    rows: numbers,
    where: notEqual('v', 1),
    finds: ['a', 'c', 'd', 'e'],
  }),
  findCase({
    name: 'equal false is not unset',
    fields: { v: 'Boolean' },
    rows: { a: { v: false }, b: { v: true }, c: {}, d: { v: null } },
    where: equal('v', false),
    finds: ['a'],
  }),
  findCase({
    name: 'not-equal true finds false and unset',
    fields: { v: 'Boolean' },
    rows: { a: { v: false }, b: { v: true }, c: {} },
    where: notEqual('v', true),
    finds: ['a', 'c'],
  }),
  findCase({
    name: 'equal on dates compares the instant',
    fields: { v: 'Date' },
    rows: { a: { v: date('2020-01-01T00:00:00.000Z') }, b: { v: date('2020-01-01T00:00:00.001Z') }, c: {} },
    where: equal('v', date('2020-01-01T00:00:00.000Z')),
    finds: ['a'],
  }),
  findCase({
    name: 'equal on createdAt compares with a date',
    fields: {},
    rows: { a: { createdAt: '2021-05-05T05:05:05.005Z' }, b: {} },
    where: equal('createdAt', date('2021-05-05T05:05:05.005Z')),
    finds: ['a'],
  }),
  findCase({
    name: 'equal on pointers compares class and id',
    fields: { v: { type: 'Pointer', targetClass: 'Other' } },
    rows: { a: { v: pointer('1') }, b: { v: pointer('2') }, c: {}, d: { v: null } },
    where: equal('v', pointer('1')),
    finds: ['a'],
  }),
  findCase({
    name: 'not-equal on pointers finds others and unset',
    fields: { v: { type: 'Pointer', targetClass: 'Other' } },
    rows: { a: { v: pointer('1') }, b: { v: pointer('2') }, c: {} },
    where: notEqual('v', pointer('1')),
    finds: ['b', 'c'],
  }),
  findCase({
    name: 'equal on files compares names',
    fields: { v: 'File' },
    rows: { a: { v: { __type: 'File', name: 'a.png' } }, b: { v: { __type: 'File', name: 'b.png' } } },
    where: equal('v', { __type: 'File', name: 'a.png' }),
    finds: ['a'],
  }),
  findCase({
    name: 'equal on bytes compares the content',
    fields: { v: 'Bytes' },
    rows: { a: { v: { __type: 'Bytes', base64: 'aGk=' } }, b: { v: { __type: 'Bytes', base64: 'aGo=' } } },
    where: equal('v', { __type: 'Bytes', base64: 'aGk=' }),
    finds: ['a'],
  }),
  findCase({
    name: 'equal on geo points compares both coordinates',
    fields: { v: 'GeoPoint' },
    rows: {
      a: { v: { __type: 'GeoPoint', latitude: 1, longitude: 2 } },
      b: { v: { __type: 'GeoPoint', latitude: 2, longitude: 1 } },
      c: {},
    },
    where: equal('v', { __type: 'GeoPoint', latitude: 1, longitude: 2 }),
    finds: ['a'],
  }),
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
    rows: { a: { v: [pointer('1'), pointer('2')] }, b: { v: [pointer('1', 'Another')] }, c: { v: ['1'] } },
    where: equal('v', pointer('1')),
    finds: ['a'],
  }),
  findCase({
    name: 'equal on objectId finds one row',
    fields: { v: 'String' },
    rows: strings,
    where: equal('objectId', 'c'),
    finds: ['c'],
  }),
  findCase({
    name: 'not-equal on objectId finds the others',
    fields: { v: 'String' },
    rows: strings,
    where: notEqual('objectId', 'c'),
    finds: ['a', 'b', 'd', 'e'],
  }),
  findCase({
    name: 'equal on a column the class does not have counts every row as unset',
    fields: { v: 'String' },
    rows: { a: { v: 'x' } },
    where: equal('missing', null),
    finds: ['a'],
  }),
  findCase({
    name: 'equal with a value finds nothing in a column the class does not have',
    fields: { v: 'String' },
    rows: { a: { v: 'x' } },
    where: equal('missing', 'x'),
    finds: [],
  }),
  findCase({
    name: 'not-equal finds every row in a column the class does not have',
    fields: { v: 'String' },
    rows: { a: { v: 'x' } },
    where: notEqual('missing', 'x'),
    finds: ['a'],
  }),
  findCase({
    name: 'equal on text tells composed characters from decomposed ones',
    fields: { v: 'String' },
    rows: { a: { v: '\u00e9' }, b: { v: 'e\u0301' } },
    where: equal('v', '\u00e9'),
    finds: ['a'],
  }),
  findCase({
    name: 'equal ignores case when the hint says so',
    needs: ['caseInsensitive'],
    fields: { v: 'String' },
    rows: { a: { v: 'Ann' }, b: { v: 'aNN' }, c: { v: 'Anna' }, d: { v: 'A.n' }, e: {} },
    where: equal('v', 'ann'),
    hints: { caseInsensitive: true },
    finds: ['a', 'b'],
  }),
  findCase({
    name: 'equal that ignores case takes wildcards for letters',
    needs: ['caseInsensitive'],
    fields: { v: 'String' },
    rows: { a: { v: 'a_%.*' }, b: { v: 'abc' }, c: { v: 'abcde' } },
    where: equal('v', 'A_%.*'),
    hints: { caseInsensitive: true },
    finds: ['a'],
  }),
  findCase({
    name: 'the case hint leaves conditions other than equal alone',
    needs: ['caseInsensitive'],
    fields: { v: 'String' },
    rows: { a: { v: 'ann' }, b: { v: 'ANN' } },
    where: (key): Where => ({ op: 'not-equal', key: key('v'), value: 'ann' }),
    hints: { caseInsensitive: true },
    finds: ['b'],
  }),
];
