import fc from 'fast-check';
import {
  BSON,
  Binary,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb';
import type { ClassSchema } from '@parse/core/adapter';
import { expect, test } from 'vitest';
import { columnsOfEveryType, ownColumns } from '../../test/support/columns.js';
import { layoutOf } from './class-layout.js';
import { decodeDocument } from './decode-document.js';
import { readerOf } from './document-reader.js';

const schema: ClassSchema = {
  className: '_User',
  fields: {
    ...ownColumns,
    authData: { type: 'Object' },
    ...columnsOfEveryType,
  },
  permissions: {},
  indexes: {},
};
const layout = layoutOf(schema);

const plain = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('Other$a', '2020-01-01T00:00:00.000Z', '\0'),
  fc.boolean(),
  fc.constant(null),
  fc.double(),
  fc.integer(),
  fc.date({ noInvalidDate: true }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((number) => Long.fromBigInt(number)),
  fc.constant(new ObjectId('507f1f77bcf86cd799439011')),
);
/** Kinds that Parse does not write, or not there. */
const foreign = fc.constantFrom<unknown>(
  new Binary(Buffer.from('hi')),
  new UUID('00000000-0000-4000-8000-000000000000'),
  Decimal128.fromString('1.5'),
  new Int32(7),
  new Double(-0),
  new MinKey(),
  new Timestamp({ t: 1, i: 2 }),
  new Code('a'),
  new DBRef('Other', new ObjectId('507f1f77bcf86cd799439011')),
  { $ref: 'Other', $id: 'a' },
  /a/i,
  undefined,
  [
    [1, 2],
    [3, 4],
  ],
  {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  },
);
const innerKey = fc.oneof(fc.constantFrom('__proto__', '__type', '', 'é', '$a'), fc.string());
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    { arbitrary: plain, weight: 6 },
    { arbitrary: foreign, weight: 1 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 2 },
    {
      arbitrary: fc
        .array(
          fc.tuple(
            innerKey.filter((key) => !key.includes('\0')),
            tie('value'),
          ),
          { maxLength: 3 },
        )
        .map((entries) => Object.fromEntries(entries)),
      weight: 2,
    },
  ),
}));
const key = fc.constantFrom(
  ...['_id', '_created_at', '_updated_at', 's', 'n', 'b', 'd', 'o', 'l', '_p_p', 'g', 'y', 'f', 'c'],
  ...['_rperm', '_wperm', '_acl', '_auth_data_github', '_auth_data___proto__', 'unknown', '_tombstone'],
);
const document = fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 12 });

function bytesOf(entries: readonly (readonly [string, unknown])[]): Buffer {
  return Buffer.from(BSON.serialize(Object.fromEntries(entries), { ignoreUndefined: false }));
}

test('a row is the one that is decoded of what the driver reads', () => {
  const read = readerOf(layout);
  fc.assert(
    fc.property(document, (entries) => {
      const bytes = bytesOf(entries);
      const row = read(bytes);
      if (row === undefined) return;
      expect(JSON.stringify(row)).toBe(JSON.stringify(decodeDocument(layout, BSON.deserialize(bytes))));
    }),
    { numRuns: 3000 },
  );
});

test('what Parse writes is read without the driver', () => {
  const entries = [
    ['_id', 'a'],
    ['s', 'text'],
    ['n', 1.5],
    ['b', false],
    ['d', new Date(0)],
    ['o', { list: [1, null, { deep: 'é' }] }],
    ['_p_p', 'Other$b'],
    ['g', [20, 10]],
    ['_acl', { '*': { r: true } }],
    ['_rperm', ['*']],
    ['_wperm', []],
    ['_auth_data_github', { id: '1' }],
    ['_created_at', new Date(1e12)],
    ['_tombstone', 1],
  ] as const;
  const expected = {
    objectId: 'a',
    s: 'text',
    n: 1.5,
    b: false,
    d: { __type: 'Date', iso: '1970-01-01T00:00:00.000Z' },
    o: { list: [1, null, { deep: 'é' }] },
    p: { __type: 'Pointer', className: 'Other', objectId: 'b' },
    g: { __type: 'GeoPoint', latitude: 10, longitude: 20 },
    authData: { github: { id: '1' } },
    createdAt: '2001-09-09T01:46:40.000Z',
    ACL: { '*': { read: true } },
  };
  const read = readerOf(layoutOf({ ...schema }));
  expect(read(bytesOf(entries))).toEqual(expected);
  expect(read(bytesOf(entries))).toEqual(expected);
  expect(read(bytesOf(entries.toReversed()))).toEqual(expected);
});

test('who may read and write is told of each row, whoever may those before it', () => {
  const read = readerOf(layout);
  const principals = fc.constantFrom<unknown>(
    ...[[], ['*'], ['a'], ['b'], ['a', 'role:b'], ['a', 'role:c'], ['x'.repeat(300)], [1], null, 'a'],
  );
  const acl = fc.record({ _rperm: principals, _wperm: principals }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.array(acl, { maxLength: 20 }), (acls) => {
      for (const keys of acls) {
        const bytes = Buffer.from(BSON.serialize({ _id: 'a', ...keys }));
        expect(read(bytes)).toEqual(decodeDocument(layout, BSON.deserialize(bytes)));
      }
    }),
  );
});

test('bytes that end too early are an error or a row, and reading them ends', () => {
  const read = readerOf(layout);
  fc.assert(
    fc.property(document, fc.nat({ max: 300 }), (entries, length) => {
      try {
        read(bytesOf(entries).subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
