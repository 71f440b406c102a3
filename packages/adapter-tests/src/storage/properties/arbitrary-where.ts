import type { Condition, FieldPath, Json, SortOrder, StorageCapabilities, Where } from '@parse/core/adapter';
import fc from 'fast-check';
import {
  date,
  loose,
  number,
  point,
  RANKED_KEY,
  scalar,
  text,
  type GeneratedColumn,
} from './arbitrary-values.js';

const ID: FieldPath = { field: 'objectId', path: [], schema: { type: 'String' } };

/** Conditions whose values fit the places they are about, as the query parser guarantees them. */
export function arbitraryWhere(
  columns: readonly GeneratedColumn[],
  objectIds: readonly string[],
  capabilities: StorageCapabilities,
): fc.Arbitrary<Where> {
  const leaf = fc.oneof(
    ...columns.flatMap((column) => conditionsOn(column, capabilities)),
    valueConditions(ID, fc.constantFrom('nobody', ...objectIds)),
    fc
      .subarray(['*', 'ann', 'role:x'])
      .map((principals): Condition => ({ op: 'acl', access: 'read', principals })),
    fc.constantFrom<Condition>({ op: 'everything' }, { op: 'nothing' }),
  );
  const branch = (inner: fc.Arbitrary<Where>) =>
    fc.tuple(fc.constantFrom('and', 'or', 'nor'), fc.array(inner, { maxLength: 3 }));
  const one = branch(leaf).map(([op, nodes]): Where => ({ op, nodes }));
  const two = branch(fc.oneof(leaf, one)).map(([op, nodes]): Where => ({ op, nodes }));
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 2, arbitrary: one },
    { weight: 1, arbitrary: two },
  );
}

/** Up to two keys whose values have an order that stores agree on. */
export function arbitrarySort(columns: readonly GeneratedColumn[]): fc.Arbitrary<SortOrder> {
  const keys = columns.flatMap(({ name, schema, sortable }): FieldPath[] => {
    if (schema.type === 'Object') return [{ field: name, path: [RANKED_KEY], schema }];
    return sortable ? [{ field: name, path: [], schema }] : [];
  });
  const key = fc.record({ key: fc.constantFrom(ID, ...keys), descending: fc.boolean() });
  return fc.array(key, { maxLength: 2 });
}

function conditionsOn(
  column: GeneratedColumn,
  capabilities: StorageCapabilities,
): readonly fc.Arbitrary<Condition>[] {
  const { name, schema, value, comparable, places } = column;
  const key: FieldPath = { field: name, path: [], schema };
  const holdsText = schema.type === 'String' || schema.type === 'Array';
  const wanted = schema.type === 'Array' ? fc.oneof(value, loose) : value;
  return [
    valueConditions(key, wanted),
    ...(comparable ? [comparisons(key, schema.type === 'Array' ? fc.oneof(text, number, date) : value)] : []),
    ...(schema.type === 'Array' ? [arrayConditions(key)] : []),
    ...(holdsText && capabilities.regex ? [regexConditions(key)] : []),
    ...(schema.type === 'GeoPoint' && capabilities.geo ? [geoConditions(key)] : []),
    ...places.map((path) => placeConditions({ field: name, path, schema }, capabilities)),
  ];
}

/** Below a column any value may be met, and be asked for. */
function placeConditions(key: FieldPath, capabilities: StorageCapabilities): fc.Arbitrary<Condition> {
  return fc.oneof(
    valueConditions(key, fc.oneof(scalar, loose)),
    comparisons(key, fc.oneof(text, number, date, fc.boolean())),
    arrayConditions(key),
    ...(capabilities.regex ? [regexConditions(key)] : []),
  );
}

function valueConditions(key: FieldPath, value: fc.Arbitrary<Json>): fc.Arbitrary<Condition> {
  const wanted = fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });
  const values = fc.array(wanted, { maxLength: 3 });
  return fc.oneof(
    fc
      .tuple(fc.constantFrom('equal', 'not-equal'), wanted)
      .map(([op, each]): Condition => ({ op, key, value: each })),
    fc
      .tuple(fc.constantFrom('in', 'not-in'), values)
      .map(([op, list]): Condition => ({ op, key, values: list })),
    fc.boolean().map((exists): Condition => ({ op: 'exists', key, exists })),
  );
}

function comparisons(key: FieldPath, value: fc.Arbitrary<Json>): fc.Arbitrary<Condition> {
  const op = fc.constantFrom('less', 'less-or-equal', 'greater', 'greater-or-equal');
  return fc.tuple(op, value).map(([each, limit]): Condition => ({ op: each, key, value: limit }));
}

function arrayConditions(key: FieldPath): fc.Arbitrary<Condition> {
  const op = fc.constantFrom('contains-all', 'contained-by');
  const values = fc.array(fc.oneof(scalar, loose), { maxLength: 3 });
  return fc.tuple(op, values).map(([each, list]): Condition => ({ op: each, key, values: list }));
}

function regexConditions(key: FieldPath): fc.Arbitrary<Condition> {
  const pattern = fc.constantFrom('', 'a', '^a', 'b$', '^\\Qa b\\E', '[A-Z]', '^.$', '1|\u00e9', "'%_");
  return fc
    .tuple(pattern, fc.constantFrom('', 'i', 's'))
    .map(([each, flags]): Condition => ({ op: 'regex', key, regex: { pattern: each, flags } }));
}

/** Distances that no pair of generated points lies close to. */
function geoConditions(key: FieldPath): fc.Arbitrary<Condition> {
  const near = fc
    .tuple(point, fc.constantFrom(undefined, 0.05, 0.5, 2))
    .map(([from, maxRadians]): Condition => ({ op: 'near', key, point: from, maxRadians, sorted: false }));
  const box = fc.tuple(point, point).map(([a, b]): Condition => {
    const place = (latitude: number, longitude: number) => ({
      __type: 'GeoPoint' as const,
      latitude,
      longitude,
    });
    return {
      op: 'within-box',
      key,
      southwest: place(Math.min(a.latitude, b.latitude), Math.min(a.longitude, b.longitude)),
      northeast: place(Math.max(a.latitude, b.latitude), Math.max(a.longitude, b.longitude)),
    };
  });
  return fc.oneof(near, box);
}
