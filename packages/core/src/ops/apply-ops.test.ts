import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldOp } from '../types/field-op.js';
import type { Json, JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import { applyOps } from './apply-ops.js';

function target(dotted: string) {
  const [field = '', ...path] = dotted.split('.');
  return { field, path };
}

function applied(object: JsonObject, ...ops: FieldOp[]): Json {
  const { objectId: _, ...rest } = applyOps({ ...object, objectId: 'x' }, ops, { inserting: false });
  return JSON.parse(JSON.stringify(rest));
}

const pointer = (objectId: string, extra: JsonObject = {}) => ({
  __type: 'Pointer',
  className: 'A',
  objectId,
  ...extra,
});

const cases: [name: string, before: JsonObject, op: FieldOp, after: JsonObject][] = [
  ['sets', { a: 1 }, { op: 'set', target: target('a'), value: 'x' }, { a: 'x' }],
  ['sets null', { a: 1 }, { op: 'set', target: target('a'), value: null }, { a: null }],
  ['sets a key', { o: { a: 1 } }, { op: 'set', target: target('o.b'), value: 2 }, { o: { a: 1, b: 2 } }],
  ['makes objects on the way', {}, { op: 'set', target: target('o.a.b'), value: 2 }, { o: { a: { b: 2 } } }],
  ['sets an element', { l: [1, 2] }, { op: 'set', target: target('l.1'), value: 9 }, { l: [1, 9] }],
  ['adds the next element', { l: [1] }, { op: 'set', target: target('l.1'), value: 9 }, { l: [1, 9] }],
  [
    'sets the first element of an unset array',
    {},
    { op: 'set', target: target('l.0'), value: 9 },
    { l: [9] },
  ],
  [
    'sets inside an element',
    { l: [{ a: 1 }] },
    { op: 'set', target: target('l.0.a'), value: 9 },
    { l: [{ a: 9 }] },
  ],
  ['unsets', { a: 1, b: 2 }, { op: 'unset', target: target('a') }, { b: 2 }],
  ['unsets a key', { o: { a: 1, b: 2 } }, { op: 'unset', target: target('o.a') }, { o: { b: 2 } }],
  ['unsets nothing below nothing', {}, { op: 'unset', target: target('o.a.b') }, {}],
  ['unsets nothing below a scalar', { o: 5 }, { op: 'unset', target: target('o.a') }, { o: 5 }],
  ['makes an unset element null', { l: [1, 2] }, { op: 'unset', target: target('l.0') }, { l: [null, 2] }],
  ['leaves a shorter array', { l: [1] }, { op: 'unset', target: target('l.7') }, { l: [1] }],
  ['increments', { n: 1.5 }, { op: 'increment', target: target('n'), amount: 2 }, { n: 3.5 }],
  ['increments from nothing', {}, { op: 'increment', target: target('n'), amount: -2 }, { n: -2 }],
  ['increments a key', { o: {} }, { op: 'increment', target: target('o.n'), amount: 1 }, { o: { n: 1 } }],
  ['adds', { l: [1] }, { op: 'add', target: target('l'), values: [1, null] }, { l: [1, 1, null] }],
  ['adds to nothing', {}, { op: 'add', target: target('l'), values: [1] }, { l: [1] }],
  [
    'adds what is not there',
    { l: [1] },
    { op: 'add-unique', target: target('l'), values: [1, 2, 2] },
    { l: [1, 2] },
  ],
  [
    'knows pointers by class and id',
    { l: [pointer('a')] },
    { op: 'add-unique', target: target('l'), values: [pointer('a', { x: 1 }), pointer('b')] },
    { l: [pointer('a'), pointer('b')] },
  ],
  [
    'knows objects in any key order',
    { l: [{ a: 1, b: 2 }] },
    { op: 'add-unique', target: target('l'), values: [{ b: 2, a: 1 }] },
    { l: [{ a: 1, b: 2 }] },
  ],
  [
    'removes every equal element',
    { l: [1, '1', 1, { a: [1] }] },
    { op: 'remove', target: target('l'), values: [1, { a: [1] }] },
    { l: ['1'] },
  ],
  ['removes from nothing', {}, { op: 'remove', target: target('l'), values: [1] }, {}],
  [
    'removes from nothing in an object',
    { o: {} },
    { op: 'remove', target: target('o.l.x'), values: [1] },
    { o: {} },
  ],
  [
    'sets nothing on insert when it is not one',
    {},
    { op: 'set-on-insert', target: target('a'), value: 1 },
    {},
  ],
];

describe('applyOps', () => {
  test.each(cases)('%s', (_, before, op, after) => {
    expect(applied(before, op)).toEqual(after);
  });

  test('an insert takes the values for it', () => {
    const op: FieldOp = { op: 'set-on-insert', target: target('a'), value: 1 };
    expect(applyOps({ objectId: 'x' }, [op], { inserting: true })).toEqual({ objectId: 'x', a: 1 });
  });

  test('operations are applied in order', () => {
    const ops: FieldOp[] = [
      { op: 'set', target: target('n'), value: 5 },
      { op: 'increment', target: target('n'), amount: 1 },
      { op: 'unset', target: target('m') },
      { op: 'increment', target: target('m'), amount: 1 },
    ];
    expect(applied({ n: 1, m: 7 }, ...ops)).toEqual({ n: 6, m: 1 });
  });

  test.each<[Json, FieldOp]>([
    ['x', { op: 'increment', target: target('f'), amount: 1 }],
    [null, { op: 'increment', target: target('f'), amount: 1 }],
    [Number.MAX_VALUE, { op: 'increment', target: target('f'), amount: Number.MAX_VALUE }],
    [5, { op: 'add', target: target('f'), values: [1] }],
    [{}, { op: 'remove', target: target('f'), values: [1] }],
    [null, { op: 'add-unique', target: target('f'), values: [1] }],
    [5, { op: 'set', target: target('f.a'), value: 1 }],
    [null, { op: 'set', target: target('f.a'), value: 1 }],
    [[1], { op: 'set', target: target('f.a'), value: 1 }],
    [[1], { op: 'set', target: target('f.7'), value: 1 }],
    [[1], { op: 'set', target: target('f.-1'), value: 1 }],
  ])('a field holding %j refuses %j and stays', (value, op) => {
    const object: StoredObject = { objectId: 'x', f: value };
    const before = JSON.stringify(object);
    expect(() => applyOps(object, [op], { inserting: false })).toThrow(
      expect.objectContaining({ name: 'StorageError', kind: 'invalid-query' }),
    );
    expect(JSON.stringify(object)).toBe(before);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])('%s is an ordinary key', (key) => {
    const after = applyOps(
      { objectId: 'x', o: {} },
      [{ op: 'set', target: { field: 'o', path: [key, 'polluted'] }, value: true }],
      { inserting: false },
    );
    expect(JSON.stringify(after.o)).toBe(`{${JSON.stringify(key)}:{"polluted":true}}`);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('__proto__ is no field', () => {
    const op: FieldOp = { op: 'set', target: target('__proto__'), value: {} };
    expect(() => applyOps({ objectId: 'x' }, [op], { inserting: false })).toThrow(
      'is not the name of a field',
    );
  });

  test('values it does not touch are shared, the object is not changed', () => {
    const kept = { deep: [1] };
    const object: StoredObject = { objectId: 'x', kept, o: { kept, n: 1 } };
    const after = applyOps(object, [{ op: 'increment', target: target('o.n'), amount: 1 }], {
      inserting: false,
    });
    expect(after.kept).toBe(kept);
    expect(object).toEqual({ objectId: 'x', kept, o: { kept, n: 1 } });
  });
});

describe('properties', () => {
  const path = fc.array(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '0', '')), {
    maxLength: 3,
  });
  const json: fc.Arbitrary<Json> = fc
    .jsonValue({ maxDepth: 3 })
    .map((value): Json => JSON.parse(JSON.stringify(value)));

  test('what is set below an unset field is read back', () => {
    fc.assert(
      fc.property(path, json, (keys, value) => {
        fc.pre(!/^[1-9]/.test(keys[0] ?? ''));
        const after = applyOps(
          { objectId: 'x' },
          [{ op: 'set', target: { field: 'f', path: keys }, value }],
          { inserting: false },
        );
        let found: unknown = after.f;
        for (const key of keys) {
          expect(typeof found === 'object' && found !== null && Object.hasOwn(found, key)).toBe(true);
          found = Reflect.get(Object(found), key);
        }
        expect(found).toBe(value);
      }),
    );
  });

  test('increments commute', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 })), (amounts) => {
        const ops = amounts.map((amount): FieldOp => ({ op: 'increment', target: target('n'), amount }));
        expect(applied({}, ...ops)).toEqual(applied({}, ...ops.toReversed()));
      }),
    );
  });

  test('adding what is there changes nothing, and removing it leaves none', () => {
    fc.assert(
      fc.property(fc.array(json), fc.array(json), (list, values) => {
        const add: FieldOp = { op: 'add-unique', target: target('l'), values };
        const once = applied({ l: list }, add);
        expect(applied({ l: list }, add, add)).toEqual(once);
        expect(applied({}, add, { op: 'remove', target: target('l'), values })).toEqual({ l: [] });
      }),
    );
  });
});
