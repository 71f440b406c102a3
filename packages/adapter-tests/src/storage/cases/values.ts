import { strictEqual } from 'node:assert/strict';
import type { FieldSchema, FieldTypeName, Json } from '@parse/core/adapter';
import { expectSame, expectStorageError } from '../expectations.js';
import { at, byId, EVERYTHING, getRow, row, wireDate, wirePointer } from '../fixture.js';
import { defineCases, type StorageCase } from '../storage-case.js';

const point = (latitude: number, longitude: number) => ({ __type: 'GeoPoint', latitude, longitude });

const valuesByType: readonly (readonly [FieldTypeName, readonly Json[]])[] = [
  [
    'String',
    [
      '',
      ' ',
      'x',
      'null',
      'true',
      '0',
      '{"a":1}',
      'it\'s "quoted" `so` \\ % _ $1 ? :x ;--',
      'line\nbreak\ttab\r',
      '\u00e9\u0301 \u0131 \u200b \ufeff',
      '\u{1f600}\u{10ffff}',
      '__proto__',
      'x'.repeat(70_000),
    ],
  ],
  [
    'Number',
    [
      0,
      -0,
      1,
      -1,
      1.5,
      0.1,
      1e-7,
      1e21,
      123456789012345,
      2 ** 53,
      -(2 ** 53),
      2 ** 53 - 1,
      1e308,
      -1e308,
      5e-324,
    ],
  ],
  ['Boolean', [true, false]],
  [
    'Date',
    [
      wireDate('1970-01-01T00:00:00.000Z'),
      wireDate('1969-12-31T23:59:59.999Z'),
      wireDate('2020-02-29T12:34:56.789Z'),
      wireDate('1800-01-01T00:00:00.001Z'),
      wireDate('9999-12-31T23:59:59.999Z'),
    ],
  ],
  [
    'Array',
    [
      [],
      [null],
      [[]],
      [{}],
      [1, 'x', true, null, [1, [2]], { k: [] }],
      [wirePointer('1'), wireDate('2020-01-01T00:00:00.000Z'), point(1, 2)],
      [{ __type: 'File', name: 'a.png', url: 'http://files.example/a.png' }],
      ['', '\u{1f600}', "'"],
    ],
  ],
  [
    'Object',
    [
      {},
      { k: null },
      { k: { k: { k: {} } } },
      { list: [1, [2], { x: null }], s: '', n: 0, b: false },
      {
        p: wirePointer('1'),
        d: wireDate('2020-01-01T00:00:00.000Z'),
        g: point(1, 2),
        f: { __type: 'File', name: 'a.png' },
        b: { __type: 'Bytes', base64: 'aGk=' },
      },
      { __type: 'Custom', x: 1 },
      { 'two words': 1, 'quote"\'`': 2, '\u00e9\u{1f600}': 3, 0: 4, constructor: 5, toString: 6 },
    ],
  ],
  ['GeoPoint', [point(0, 0), point(90, 180), point(-90, -180), point(48.401082, 9.987608)]],
  [
    'Polygon',
    [
      {
        __type: 'Polygon',
        coordinates: [
          [0, 0],
          [0, 1.5],
          [1, 1],
          [0, 0],
        ],
      },
    ],
  ],
  ['File', [{ __type: 'File', name: 'photo 1 (\u00e9).png' }]],
  [
    'Bytes',
    [
      { __type: 'Bytes', base64: '' },
      { __type: 'Bytes', base64: 'AP/+' },
    ],
  ],
  ['Pointer', [wirePointer('1'), wirePointer("it's/odd id"), wirePointer('\u{1f600}')]],
];

function column(type: FieldTypeName): FieldSchema {
  return type === 'Pointer' ? { type, targetClass: 'Other' } : { type };
}

/** Each value written, read, replaced and found by itself. */
export const valueCases = defineCases([
  ...valuesByType.map(([type, values]): StorageCase => ({
    name: `values of type ${type} come back as they were`,
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: column(type) });
      for (const [index, value] of values.entries()) {
        await storage.insert(schema, row(`insert${index}`, { v: value }));
        await storage.insert(schema, row(`update${index}`));
        await storage.update(schema, byId(schema, `update${index}`), [{ op: 'set', target: at('v'), value }]);
        expectSame((await getRow(storage, schema, `insert${index}`))?.v, value, 'inserted');
        expectSame((await getRow(storage, schema, `update${index}`))?.v, value, 'updated');
      }
    },
  })),
  {
    name: 'null is kept apart from unset in columns of every type',
    run: async ({ storage, createClass }) => {
      const types = valuesByType.map(([type]) => type);
      const schema = await createClass(Object.fromEntries(types.map((type) => [`v${type}`, column(type)])));
      const nulls = Object.fromEntries(types.map((type) => [`v${type}`, null]));
      await storage.insert(schema, row('nulls', nulls));
      await storage.insert(schema, row('unset'));
      expectSame(await getRow(storage, schema, 'nulls'), row('nulls', nulls));
      expectSame(await getRow(storage, schema, 'unset'), row('unset'));
    },
  },
  {
    name: 'pointers to classes of odd names come back',
    run: async ({ storage, createClass }) => {
      for (const [index, targetClass] of ['_User', 'A', '_Join:x:Y'].entries()) {
        const schema = await createClass({ v: { type: 'Pointer', targetClass } }, `Class${index}`);
        const value = { __type: 'Pointer', className: targetClass, objectId: 'a$b' };
        await storage.insert(schema, row('a', { v: value }));
        expectSame((await getRow(storage, schema, 'a'))?.v, value);
      }
    },
  },
  {
    name: 'internal columns of users hold what they are given',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({
        _hashed_password: 'String',
        _failed_login_count: 'Number',
        _account_lockout_expires_at: 'Date',
        _password_history: 'Array',
        authData: 'Object',
      });
      const fields = {
        _hashed_password: '$2b$10$abc',
        _failed_login_count: 2,
        _account_lockout_expires_at: wireDate('2030-01-01T00:00:00.000Z'),
        _password_history: ['$2b$10$old'],
        authData: { anonymous: { id: 'x' }, other_1: { id: 'y', token: null } },
      };
      await storage.insert(schema, row('a', fields));
      expectSame(await getRow(storage, schema, 'a'), row('a', fields));
      strictEqual(await storage.count(schema, EVERYTHING), 1);
    },
  },
  {
    name: 'a text with the character NUL comes back whole, or is refused',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'String', o: 'Object', l: 'Array' });
      for (const [id, fields] of Object.entries({
        s: { v: 'a\0b' },
        o: { o: { k: '\0' } },
        l: { l: ['\0'] },
      })) {
        const refusal = await storage.insert(schema, row(id, fields)).catch((error: unknown) => error);
        if (refusal !== undefined) expectStorageError(refusal, 'invalid-query');
        const expected = refusal === undefined ? row(id, fields) : undefined;
        expectSame(await getRow(storage, schema, id), expected);
      }
    },
  },
]);
