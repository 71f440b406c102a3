import { describe, expect, test } from 'vitest';
import { failure, pointer, schema, stored, updating } from '../../test/decode-fixture.js';
import type { Json, JsonObject } from '../types/json.js';
import { decodeWrite } from './decode-write.js';

describe('operations', () => {
  test.each<[JsonObject, Json]>([
    [{ n: { __op: 'Increment', amount: 2 } }, { n: 2 }],
    [{ l: { __op: 'Add', objects: [1, 1] } }, { l: [1, 1] }],
    [{ l: { __op: 'AddUnique', objects: [1, 1] } }, { l: [1] }],
    [{ l: { __op: 'Remove', objects: [1] } }, { l: [] }],
    [{ n: { __op: 'Delete' } }, {}],
    [{ n: { __op: 'SetOnInsert', amount: 5 } }, { n: 5 }],
    [{ 'o.a': 1, 'o.b.c': { __op: 'Increment', amount: 1 } }, { o: { a: 1, b: { c: 1 } } }],
    [{ 'fresh.a': 1 }, { fresh: { a: 1 } }],
    [{ 'l.0': 1 }, { l: [1] }],
    [{ fresh: null }, {}],
    [{ fresh: { __op: 'Delete' } }, {}],
    [{ r: null }, {}],
    [{ r: { __type: 'Relation', className: 'Other' } }, {}],
  ])('%j creates %j', (body, expected) => {
    expect(stored(body)).toEqual(expected);
  });

  test.each<[Json, number, string]>([
    [{ __op: 'Increment', amount: 'x' }, 107, 'incrementing must provide a number'],
    [{ __op: 'Increment' }, 107, 'incrementing must provide a number'],
    [{ __op: 'Increment', amount: null }, 107, 'incrementing must provide a number'],
    [{ __op: 'Add' }, 107, 'objects to add must be an array'],
    [{ __op: 'AddUnique', objects: 'x' }, 107, 'objects to add must be an array'],
    [{ __op: 'Remove', objects: {} }, 107, 'objects to remove must be an array'],
    [{ __op: 'AddRelation', objects: 5 }, 107, 'objects to add must be an array'],
    [{ __op: 'RemoveRelation' }, 107, 'objects to remove must be an array'],
    [{ __op: 'AddRelation', objects: [1] }, 111, 'This is not a valid Pointer'],
    [
      { __op: 'AddRelation', objects: [{ __type: 'Pointer', className: 'B' }] },
      111,
      'This is not a valid Pointer',
    ],
    [
      { __op: 'AddRelation', objects: [pointer('B', 'a'), pointer('C', 'a')] },
      111,
      'schema mismatch for Game.f; expected Relation<B> but got Relation<C>',
    ],
    [{ __op: 'Batch' }, 107, 'ops of a Batch must be an array'],
    [
      { __op: 'Batch', ops: [{ __op: 'Increment', amount: 1 }] },
      108,
      'The Batch operator is not supported yet.',
    ],
    [{ __op: 'Batch', ops: [{ __op: 'Batch', ops: [] }] }, 108, 'The Batch operator is not supported yet.'],
    [{ __op: 'Nope' }, 108, 'The Nope operator is not supported yet.'],
    [{ __op: 5 }, 108, 'The 5 operator is not supported yet.'],
    [{ __op: null }, 108, 'The null operator is not supported yet.'],
    [{ __op: 'constructor' }, 108, 'The constructor operator is not supported yet.'],
  ])('%j is refused', (op, code, message) => {
    expect(failure({ f: op })).toEqual({ code, message });
    expect(failure({ f: op }, updating)).toEqual({ code, message });
  });

  test('relations are kept apart from the row', () => {
    const body = {
      r: {
        __op: 'Batch',
        ops: [
          { __op: 'AddRelation', objects: [pointer('Other', 'a')] },
          { __op: 'RemoveRelation', objects: [pointer('Other', 'b')] },
        ],
      },
    };
    expect(decodeWrite(schema, body, updating)).toEqual({
      ops: [],
      relations: [
        { field: 'r', targetClass: 'Other', add: [pointer('Other', 'a')], remove: [pointer('Other', 'b')] },
      ],
      fields: new Map([['r', { type: 'Relation', targetClass: 'Other' }]]),
    });
  });

  test('a relation without members changes nothing', () => {
    expect(decodeWrite(schema, { f: { __op: 'AddRelation', objects: [] } }, updating)).toEqual({
      ops: [],
      relations: [],
      fields: new Map(),
    });
  });

  test.each<[JsonObject, string]>([
    [
      { 'o.rel': { __op: 'AddRelation', objects: [pointer('B', 'a')] } },
      'schema mismatch for Game.o; expected Object but got Relation<B>',
    ],
    [{ f: 1, 'f.a': 2 }, 'schema mismatch for Game.f; expected Number but got Object'],
    [{ 'f.0': 1, 'f.a': 2 }, 'schema mismatch for Game.f; expected Array but got Object'],
  ])('%j contradicts itself', (body, message) => {
    expect(failure(body)).toEqual({ code: 111, message });
  });

  test('types of written columns are told, unset ones not', () => {
    const { fields: written } = decodeWrite(
      schema,
      { s: 'x', n: null, 'o.a': null, 'l.0': 1, p: { __op: 'Delete' } },
      updating,
    );
    expect(Object.fromEntries(written)).toEqual({
      s: { type: 'String' },
      o: { type: 'Object' },
      l: { type: 'Array' },
    });
  });
});
