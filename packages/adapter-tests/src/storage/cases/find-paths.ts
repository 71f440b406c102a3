import type { Json } from '@parse/core/adapter';
import { findCase, type FindCase } from '../find-case.js';
import type { StorageCase } from '../storage-case.js';

const equal =
  (path: string, value: Json): FindCase['where'] =>
  (key) => ({ op: 'equal', key: key(path), value });

const addresses: FindCase['rows'] = {
  a: { v: { city: 'Ulm', geo: { zip: 89073 } } },
  b: { v: { city: 'Bonn', geo: { zip: '89073' } } },
  c: { v: { city: null } },
  d: { v: {} },
  e: { v: null },
  f: {},
};
const lists: FindCase['rows'] = {
  a: { v: ['x', 'y'] },
  b: { v: ['y', 'x'] },
  c: { v: [{ k: 1 }, { k: 2 }] },
  d: { v: [] },
  e: {},
};

/** Conditions on places inside Object and Array columns. */
export const findByPathCases: readonly StorageCase[] = [
  findCase({
    name: 'a path leads into an object',
    fields: { v: 'Object' },
    rows: addresses,
    where: equal('v.city', 'Ulm'),
    finds: ['a'],
  }),
  findCase({
    name: 'a path leads through objects',
    fields: { v: 'Object' },
    rows: addresses,
    where: equal('v.geo.zip', 89073),
    finds: ['a'],
  }),
  findCase({
    name: 'a path tells strings from numbers',
    fields: { v: 'Object' },
    rows: addresses,
    where: equal('v.geo.zip', '89073'),
    finds: ['b'],
  }),
  findCase({
    name: 'equal null at a path finds null, unset and what leads nowhere',
    fields: { v: 'Object' },
    rows: addresses,
    where: equal('v.city', null),
    finds: ['c', 'd', 'e', 'f'],
  }),
  findCase({
    name: 'equal null at a long path finds what leads nowhere',
    fields: { v: 'Object' },
    rows: addresses,
    where: equal('v.city.name.first', null),
    finds: ['a', 'b', 'c', 'd', 'e', 'f'],
  }),
  findCase({
    name: 'not-equal at a path finds unset',
    fields: { v: 'Object' },
    rows: addresses,
    where: (key) => ({ op: 'not-equal', key: key('v.city'), value: 'Ulm' }),
    finds: ['b', 'c', 'd', 'e', 'f'],
  }),
  findCase({
    name: 'exists at a path counts null as set',
    fields: { v: 'Object' },
    rows: addresses,
    where: (key) => ({ op: 'exists', key: key('v.city'), exists: true }),
    finds: ['a', 'b', 'c'],
  }),
  findCase({
    name: 'exists false at a path finds what leads nowhere',
    fields: { v: 'Object' },
    rows: addresses,
    where: (key) => ({ op: 'exists', key: key('v.city'), exists: false }),
    finds: ['d', 'e', 'f'],
  }),
  findCase({
    name: 'in at a path',
    fields: { v: 'Object' },
    rows: addresses,
    where: (key) => ({ op: 'in', key: key('v.city'), values: ['Bonn', 'Ulm'] }),
    finds: ['a', 'b'],
  }),
  findCase({
    name: 'not-in at a path finds unset',
    fields: { v: 'Object' },
    rows: addresses,
    where: (key) => ({ op: 'not-in', key: key('v.city'), values: ['Bonn', 'Ulm'] }),
    finds: ['c', 'd', 'e', 'f'],
  }),
  findCase({
    name: 'equal at a path finds a whole object',
    fields: { v: 'Object' },
    rows: addresses,
    where: equal('v.geo', { zip: 89073 }),
    finds: ['a'],
  }),
  findCase({
    name: 'equal at a path finds an element of an array',
    fields: { v: 'Object' },
    rows: { a: { v: { tags: ['x', 'y'] } }, b: { v: { tags: 'x' } }, c: { v: { tags: ['xy'] } } },
    where: equal('v.tags', 'x'),
    finds: ['a', 'b'],
  }),
  findCase({
    name: 'contains-all at a path',
    fields: { v: 'Object' },
    rows: { a: { v: { tags: ['x', 'y'] } }, b: { v: { tags: ['x'] } }, c: { v: { tags: 'x' } } },
    where: (key) => ({ op: 'contains-all', key: key('v.tags'), values: ['x'] }),
    finds: ['a', 'b'],
  }),
  findCase({
    name: 'a path finds wire values',
    fields: { v: 'Object' },
    rows: {
      a: { v: { p: { __type: 'Pointer', className: 'Other', objectId: '1' } } },
      b: { v: { p: { __type: 'Pointer', className: 'Other', objectId: '2' } } },
    },
    where: equal('v.p', { __type: 'Pointer', className: 'Other', objectId: '1' }),
    finds: ['a'],
  }),
  findCase({
    name: 'a path finds booleans',
    fields: { v: 'Object' },
    rows: { a: { v: { on: true } }, b: { v: { on: false } }, c: { v: { on: 1 } }, d: { v: { on: 'true' } } },
    where: equal('v.on', true),
    finds: ['a'],
  }),
  findCase({
    name: 'a number names an element of an array',
    fields: { v: 'Array' },
    rows: lists,
    where: equal('v.0', 'x'),
    finds: ['a'],
  }),
  findCase({
    name: 'a path leads through an element of an array',
    fields: { v: 'Array' },
    rows: lists,
    where: equal('v.1.k', 2),
    finds: ['c'],
  }),
  findCase({
    name: 'a number names a key of an object',
    fields: { v: 'Object' },
    rows: { a: { v: { 0: 'x' } }, b: { v: { 1: 'x' } } },
    where: equal('v.0', 'x'),
    finds: ['a'],
  }),
  findCase({
    name: 'comparison at a path',
    fields: { v: 'Object' },
    rows: { a: { v: { n: 2 } }, b: { v: { n: 10 } }, c: { v: { n: '3' } }, d: {} },
    where: (key) => ({ op: 'greater', key: key('v.n'), value: 1 }),
    finds: ['a', 'b'],
  }),
];
