import fc from 'fast-check';
import {
  compareBySort,
  matches,
  resolveFieldPath,
  type ClassSchema,
  type Json,
  type SortOrder,
  type StorageAdapter,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '@tools/services';
import { postgresStorage } from '../src/index.js';
import { testContext } from './test-context.js';

// What PostgreSQL finds is what core's `matches` says, in the order that core's `compareBySort` gives.

const schema: ClassSchema = {
  className: 'Thing',
  fields: {
    objectId: { type: 'String' },
    createdAt: { type: 'Date' },
    updatedAt: { type: 'Date' },
    ACL: { type: 'ACL' },
    text: { type: 'String' },
    number: { type: 'Number' },
    flag: { type: 'Boolean' },
    date: { type: 'Date' },
    owner: { type: 'Pointer', targetClass: 'A' },
    file: { type: 'File' },
    bytes: { type: 'Bytes' },
    place: { type: 'GeoPoint' },
    area: { type: 'Polygon' },
    map: { type: 'Object' },
    list: { type: 'Array' },
    Text: { type: 'String' },
  },
  permissions: {},
  indexes: { byNumber: { number: 1 }, byText: { text: 1 }, byMap: { 'map.a': 1 }, words: { Text: 'text' } },
};

let storage: StorageAdapter;
beforeAll(async () => {
  const { uri } = await freshDatabase('postgres');
  storage = postgresStorage({ uri });
  await storage.open(testContext);
  await storage.createClass(schema);
});
afterAll(() => storage.close());

const texts = fc.constantFrom(
  '',
  'a',
  'b',
  'A',
  'ab',
  'é',
  '😀',
  '\uffff',
  '1',
  'a b',
  "'",
  '"',
  '\u0001',
  '\\u0000',
  '\\\u0001',
);
const numbers = fc.constantFrom(-2.5, -1, 0, 1, 2, 10, 1e20);
const iso = fc.constantFrom(
  '2000-01-01T00:00:00.000Z',
  '2020-05-05T05:05:05.005Z',
  '2021-01-01T00:00:00.000Z',
);
const date = iso.map((value) => ({ __type: 'Date', iso: value }));
const pointer = fc
  .tuple(fc.constantFrom('A', 'B'), fc.constantFrom('1', '2'))
  .map(([className, objectId]) => ({
    __type: 'Pointer',
    className,
    objectId,
  }));
const ownPointer = fc
  .constantFrom('1', '2')
  .map((objectId) => ({ __type: 'Pointer', className: 'A', objectId }));
const file = fc.constantFrom('a.png', 'b.png').map((name) => ({ __type: 'File', name }));
const bytes = fc.constantFrom('YQ==', 'Yg==').map((base64) => ({ __type: 'Bytes', base64 }));
const degrees = fc.constantFrom(-10, 0, 0.5, 1, 10);
const place = fc
  .tuple(degrees, degrees)
  .map(([latitude, longitude]) => ({ __type: 'GeoPoint', latitude, longitude }));
const ring: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, 5],
  [5, 5],
  [5, 0],
  [0, 0],
];
const area = fc
  .constantFrom(
    ring,
    ring.map(([a, b]) => [a + 3, b] as const),
  )
  .map((coordinates) => ({
    __type: 'Polygon',
    coordinates,
  }));
// No key is one escaped character alone: JSON.parse of Node 24 misreads those.
const keys = fc.constantFrom(
  'a',
  'b',
  '0',
  '1',
  'a"b',
  "a'b",
  'a.b',
  '$',
  '[0]',
  '\\',
  'é',
  '__proto__',
  '',
  'x\u0001',
  '\\u0001',
  '"]}',
  '`',
  '😀',
  'a\nb',
);
const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  numbers,
  texts,
  date,
  pointer,
  file,
);
const values: fc.Arbitrary<Json> = fc.oneof(
  { depthSize: 'small', maxDepth: 3 },
  scalars,
  fc.array(scalars, { maxLength: 3 }),
  fc.array(fc.array(scalars, { maxLength: 2 }), { maxLength: 2 }),
  entries(scalars),
);
function entries(value: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.array(fc.tuple(keys, value), { maxLength: 3 }).map((pairs) => {
    const map: Record<string, Json> = Object.create(null);
    for (const [key, member] of pairs) map[key] = member;
    return map;
  });
}
const maps = entries(fc.oneof(values, entries(values)));
const lists = fc.array(values, { maxLength: 4 });

const byType: { readonly [field: string]: fc.Arbitrary<Json> } = {
  text: texts,
  Text: texts,
  number: numbers,
  flag: fc.boolean(),
  date,
  owner: ownPointer,
  file,
  bytes,
  place,
  area,
  map: maps,
  list: lists,
};

const objects: fc.Arbitrary<StoredObject> = fc
  .record(
    Object.fromEntries(
      Object.entries(byType).map(([field, value]) => [
        field,
        fc.oneof({ weight: 5, arbitrary: value }, fc.constant(null)),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map((fields): StoredObject => ({ objectId: '', createdAt: '2020-01-01T00:00:00.000Z', ...fields }));

const paths = fc.oneof(
  fc
    .constantFrom(...Object.keys(byType), 'objectId', 'createdAt', 'missing')
    .map((field) => ({ field, path: [] })),
  fc
    .tuple(fc.constantFrom('map', 'list'), fc.array(keys, { minLength: 1, maxLength: 3 }))
    .map(([field, path]) => ({ field, path })),
);
const fieldKeys = paths.map(({ field, path }) => ({ ...resolveFieldPath(schema, field), path }));
const operand: fc.Arbitrary<Json> = fc.oneof(values, bytes, place, area, maps, lists);

const conditions: fc.Arbitrary<Where> = fc.oneof(
  fc.record({
    op: fc.constantFrom('equal', 'not-equal', 'less', 'less-or-equal', 'greater', 'greater-or-equal'),
    key: fieldKeys,
    value: operand,
  }),
  fc.record({
    op: fc.constantFrom('in', 'not-in', 'contains-all', 'contained-by'),
    key: fieldKeys,
    values: fc.array(operand, { maxLength: 12 }),
  }),
  fc.record({ op: fc.constant('exists' as const), key: fieldKeys, exists: fc.boolean() }),
  fc.record({
    op: fc.constant('regex' as const),
    key: fieldKeys,
    regex: fc.record({
      pattern: fc.constantFrom('^a', 'b$', '^\\Qa\\E', 'a|b', '^.$', 'É'),
      flags: fc.constantFrom('', 'i'),
    }),
  }),
  fc.record({
    op: fc.constant('regex-all' as const),
    key: fieldKeys,
    regexes: fc.array(fc.constantFrom({ pattern: '^a', flags: '' }, { pattern: '1', flags: '' }), {
      maxLength: 2,
    }),
  }),
  fc.record({
    op: fc.constant('text' as const),
    key: fieldKeys,
    search: fc.record({
      term: fc.constantFrom('a', 'A b', '"a b"', '-b a', 'É', '"', '* OR', '1'),
      caseSensitive: fc.boolean(),
      diacriticSensitive: fc.boolean(),
    }),
  }),
  fc.record({
    op: fc.constant('near' as const),
    key: fieldKeys,
    point: fc.constant({ __type: 'GeoPoint' as const, latitude: 0, longitude: 0 }),
    maxRadians: fc.constantFrom(undefined, 0, 0.01, 0.1, 4),
    sorted: fc.constant(false),
  }),
  fc.record({
    op: fc.constant('within-box' as const),
    key: fieldKeys,
    southwest: fc.constant({ __type: 'GeoPoint' as const, latitude: 0, longitude: 0 }),
    northeast: fc.constant({ __type: 'GeoPoint' as const, latitude: 1, longitude: 10 }),
  }),
  fc.record({ op: fc.constant('within-polygon' as const), key: fieldKeys, ring: fc.constant(ring) }),
  fc.record({
    op: fc.constant('contains-point' as const),
    key: fieldKeys,
    point: fc.constant({ __type: 'GeoPoint' as const, latitude: 4, longitude: 1 }),
  }),
);

const trees: fc.Arbitrary<Where> = fc.oneof(
  { weight: 3, arbitrary: conditions },
  fc.record({ op: fc.constantFrom('and', 'or', 'nor'), nodes: fc.array(conditions, { maxLength: 3 }) }),
  fc
    .array(conditions, { minLength: 1, maxLength: 2 })
    .map((nodes): Where => ({ op: 'nor', nodes: [{ op: 'and', nodes }] })),
);

async function fill(rows: readonly StoredObject[]): Promise<readonly StoredObject[]> {
  await storage.remove(schema, { op: 'everything' });
  const stored = rows.map((row, index): StoredObject => ({ ...row, objectId: `o${index}` }));
  for (const row of stored) await storage.insert(schema, row);
  return stored;
}

const byId = (a: StoredObject, b: StoredObject) => (a.objectId < b.objectId ? -1 : 1);
const ids = (rows: readonly StoredObject[]) => rows.map(({ objectId }) => objectId);

test('rows come back as they were stored', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(objects, { maxLength: 5 }), async (rows) => {
      const stored = await fill(rows);
      const found = await storage.find(schema, { op: 'everything' }, {});
      expect(found.toSorted(byId)).toEqual(stored.toSorted(byId));
    }),
    { numRuns: 100 },
  );
});

test('every condition finds the rows that match it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(objects, { minLength: 1, maxLength: 8 }),
      fc.array(trees, { minLength: 20, maxLength: 20 }),
      async (rows, wheres) => {
        const stored = await fill(rows);
        for (const where of wheres) {
          const found = ids(await storage.find(schema, where, {}));
          expect([where, found.toSorted()]).toEqual([
            where,
            ids(stored.filter((row) => matches(row, where))).toSorted(),
          ]);
          expect(await storage.count(schema, where)).toBe(found.length);
        }
      },
    ),
    { numRuns: 150 },
  );
});

// Objects and arrays have an order of PostgreSQL's own among themselves.
const ranked: fc.Arbitrary<Json> = fc.oneof(fc.constant(null), fc.boolean(), numbers, texts, date);
const sortable = objects.chain((object) =>
  fc
    .record({ map: entries(fc.oneof(ranked, fc.array(ranked, { maxLength: 3 }))), list: fc.array(ranked) })
    .map(({ map, list }): StoredObject => ({
      ...object,
      ...(object.map ? { map } : {}),
      ...(object.list ? { list } : {}),
    })),
);
const sortKeys = fc.oneof(
  fc.constantFrom(
    'text',
    'Text',
    'number',
    'flag',
    'date',
    'place',
    'list',
    'objectId',
    'createdAt',
    'missing',
  ),
  keys.filter((key) => /^\w+$/.test(key)).map((key) => `map.${key}`),
);

test('rows are sorted as core sorts them', async () => {
  const sorts = fc.array(
    fc.record({ key: sortKeys.map((name) => resolveFieldPath(schema, name)), descending: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 2,
    },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(sortable, { maxLength: 8 }),
      fc.array(sorts, { minLength: 10, maxLength: 10 }),
      async (rows, orders) => {
        const stored = await fill(rows);
        for (const sort of orders satisfies readonly SortOrder[]) {
          const compare = compareBySort(sort);
          const expected = stored.toSorted(compare);
          const found = await storage.find(schema, { op: 'everything' }, { sort });
          expect(ids(found).toSorted()).toEqual(ids(stored).toSorted());
          // Rows that are equal come in any order, so what a place holds need only be equal to what belongs there.
          const wrong = found.filter((row, index) => {
            const [same, rival] = [stored.find(({ objectId }) => objectId === row.objectId), expected[index]];
            return !same || !rival || compare(same, rival) !== 0;
          });
          expect([sort, ids(wrong)]).toEqual([sort, []]);
        }
      },
    ),
    { numRuns: 150 },
  );
});
