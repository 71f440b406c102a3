import { resolveFieldPath, type ClassSchema, type Json, type Where } from '@parse/core/adapter';
import { ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import type { BsonDocument } from '../bson.js';
import { layoutOf } from '../codec/class-layout.js';
import { compileWhere } from './compile-where.js';

const schema: ClassSchema = {
  className: '_User',
  fields: {
    objectId: { type: 'String' },
    createdAt: { type: 'Date' },
    s: { type: 'String' },
    n: { type: 'Number' },
    o: { type: 'Object' },
    l: { type: 'Array' },
    p: { type: 'Pointer', targetClass: 'Other' },
    g: { type: 'GeoPoint' },
    f: { type: 'File' },
    authData: { type: 'Object' },
  },
  permissions: {},
  indexes: {},
};

const key = (path: string) => resolveFieldPath(schema, path);
const equal = (path: string, value: Json): Where => ({ op: 'equal', key: key(path), value });
const iso = '2020-01-01T00:00:00.000Z';
const pointer = { __type: 'Pointer', className: 'Other', objectId: '1' };
const nothing = { _id: { $in: [] } };
const notArray = { $not: { $type: 'array' } };

describe('conditions that an index can answer', () => {
  test.each<[string, Where, BsonDocument]>([
    ['an id', equal('objectId', 'a'), { _id: 'a' }],
    [
      'an id that may be an ObjectId',
      equal('objectId', '507f1f77bcf86cd799439011'),
      { _id: { $in: ['507f1f77bcf86cd799439011', new ObjectId('507f1f77bcf86cd799439011')] } },
    ],
    ['a text', equal('s', 'x'), { s: 'x' }],
    ['null', equal('s', null), { s: { $eq: null } }],
    ['a pointer', equal('p', pointer), { _p_p: 'Other$1' }],
    ['a pointer in an array', equal('l', pointer), { l: { $eq: pointer } }],
    ['a date', equal('createdAt', { __type: 'Date', iso }), { _created_at: new Date(iso) }],
    ['a file', equal('f', { __type: 'File', name: 'x' }), { f: 'x' }],
    ['a place', equal('g', { __type: 'GeoPoint', latitude: 1, longitude: 2 }), { g: { $eq: [2, 1] } }],
    ['a path', equal('o.k.m', 1), { 'o.k.m': 1, o: notArray, 'o.k': notArray }],
    [
      'a provider',
      equal('authData.anonymous.id', '1'),
      { '_auth_data_anonymous.id': '1', _auth_data_anonymous: notArray },
    ],
    ['a list', { op: 'in', key: key('p'), values: [pointer] }, { _p_p: 'Other$1' }],
    ['not a list', { op: 'not-in', key: key('s'), values: ['a', null] }, { s: { $nin: ['a', null] } }],
    [
      'several about different fields',
      { op: 'and', nodes: [equal('objectId', 'a'), { op: 'acl', access: 'write', principals: ['*', 'u'] }] },
      { _id: 'a', _wperm: { $in: [null, '*', 'u'] } },
    ],
    [
      'several about one field',
      {
        op: 'and',
        nodes: [
          { op: 'greater', key: key('n'), value: 1 },
          { op: 'less', key: key('n'), value: 5 },
        ],
      },
      { $and: [{ n: { $gt: 1 } }, { n: { $lt: 5 } }] },
    ],
    [
      'all of',
      { op: 'contains-all', key: key('l'), values: [1, 2] },
      { l: { $all: [1, 2], $type: 'array' } },
    ],
    [
      'a prefix',
      { op: 'regex', key: key('s'), regex: { pattern: '^\\Qab\\E', flags: '' } },
      { s: { $regex: '^\\Qab\\E' } },
    ],
  ])('%s', (_name, where, filter) => {
    expect(compileWhere(layoutOf(schema), where)).toEqual(filter);
  });
});

describe('conditions that no row can satisfy', () => {
  test.each<[string, Where]>([
    ['a number where texts are', equal('s', 1)],
    ['a text where pointers are', equal('p', 'Other$1')],
    ['an order of pointers', { op: 'less', key: key('p'), value: 'x' }],
    ['a pattern on files', { op: 'regex', key: key('f'), regex: { pattern: 'x', flags: '' } }],
    ['a list of nothing', { op: 'in', key: key('s'), values: [] }],
    ['a field that is not there', equal('missing', 'x')],
    ['a choice of nothing', { op: 'or', nodes: [] }],
  ])('%s', (_name, where) => {
    expect(compileWhere(layoutOf(schema), where)).toEqual(nothing);
  });
});

test("a client's keys are data and never operators", () => {
  const value = { $gt: '', k: { $where: '1' } };
  const compiled = [equal('l', value), equal('l', { $ne: 1 }), equal('o', { $gt: '' })].map((where) =>
    compileWhere(layoutOf(schema), where),
  );
  expect(compiled[1]).toEqual({ l: { $eq: { $ne: 1 } } });
  expect(compiled[2]).toEqual({ o: { $eq: { $gt: '' } } });
  expect(JSON.stringify(compiled[0])).toContain('{"field":{"$literal":"$gt"}');
});
