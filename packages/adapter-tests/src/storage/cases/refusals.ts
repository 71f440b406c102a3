import type { ClassSchema, StorageAdapter, StorageCapabilities, Where } from '@parse/core/adapter';
import { expectFailure } from '../expectations.js';
import { EVERYTHING, insertRows, keysOf } from '../fixture.js';
import type { StorageCase } from '../storage-case.js';

type Attempt = (storage: StorageAdapter, schema: ClassSchema) => readonly Promise<unknown>[];

const point = { __type: 'GeoPoint', latitude: 0, longitude: 0 } as const;

/** Every statement that takes a condition, with this one. */
const withCondition =
  (conditions: (schema: ClassSchema) => readonly Where[]): Attempt =>
  (storage, schema) =>
    conditions(schema).flatMap((where) => [
      storage.find(schema, where, {}),
      storage.count(schema, where),
      storage.update(schema, where, []),
      storage.updateMany(schema, where, []),
      storage.remove(schema, where),
    ]);

const attempts: readonly (readonly [keyof StorageCapabilities, Attempt])[] = [
  ['transactions', (storage) => [storage.transaction(async () => undefined)]],
  [
    'textSearch',
    withCondition((schema) => [
      {
        op: 'text',
        key: keysOf(schema)('s'),
        search: { term: 'x', caseSensitive: false, diacriticSensitive: false },
      },
    ]),
  ],
  [
    'geo',
    withCondition((schema) => {
      const key = keysOf(schema)('g');
      return [
        { op: 'near', key, point, maxRadians: 1, sorted: true },
        { op: 'within-box', key, southwest: point, northeast: point },
        {
          op: 'within-polygon',
          key,
          ring: [
            [0, 0],
            [0, 1],
            [1, 1],
            [0, 0],
          ],
        },
        { op: 'contains-point', key: keysOf(schema)('y'), point },
      ];
    }),
  ],
  [
    'regex',
    withCondition((schema) => {
      const regex = { pattern: 'x', flags: '' };
      return [
        { op: 'regex', key: keysOf(schema)('s'), regex },
        { op: 'regex', key: keysOf(schema)('l'), regex },
      ];
    }),
  ],
  ['aggregate', (storage, schema) => [storage.aggregate(schema, [], {})]],
  ['explain', (storage, schema) => [storage.explain(schema, EVERYTHING, {})]],
  [
    'uniqueIndexes',
    (storage, schema) => [
      storage.ensureIndex(schema, {
        name: 'unique_s',
        keys: { s: 1 },
        options: { unique: true, sparse: true },
      }),
    ],
  ],
  [
    'caseInsensitive',
    (storage, schema) => {
      const where: Where = { op: 'equal', key: keysOf(schema)('s'), value: 'X' };
      return [storage.find(schema, where, { hints: { caseInsensitive: true } })];
    },
  ],
];

/** A capability declared false is refused, never answered with something else. */
export const refusalCases: readonly StorageCase[] = attempts.map(([refuses, attempt]) => ({
  name: `without ${refuses}, calls that need it are refused`,
  refuses,
  run: async ({ storage, createClass }) => {
    const schema = await createClass({ s: 'String', g: 'GeoPoint', y: 'Polygon', l: 'Array' });
    await insertRows(storage, schema, { a: { s: 'x' } });
    await Promise.all(attempt(storage, schema).map((call) => expectFailure(call, 'unsupported')));
  },
}));
