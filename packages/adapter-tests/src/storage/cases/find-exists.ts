import { findCase, type FindCase } from '../find-case.js';
import type { StorageCase } from '../storage-case.js';

const scalars: FindCase['rows'] = { a: { v: 'x' }, b: { v: 'y' }, c: { v: '' }, d: { v: null }, e: {} };
const exists =
  (path: string, wanted: boolean): FindCase['where'] =>
  (key) => ({ op: 'exists', key: key(path), exists: wanted });

/** `exists`. */
export const findByExistenceCases: readonly StorageCase[] = [
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
];
