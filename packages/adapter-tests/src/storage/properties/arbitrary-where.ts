import {
  isJsonArray,
  readPath,
  type Condition,
  type FieldPath,
  type Json,
  type SortOrder,
  type StorageCapabilities,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
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

/** What conditions are generated for. */
interface Source {
  readonly capabilities: StorageCapabilities;
  /** Their values are asked for more often than others, so that conditions find something. */
  readonly rows: readonly StoredObject[];
}

/** Conditions whose values fit the places they are about, as the query parser guarantees them. */
export function arbitraryWhere(columns: readonly GeneratedColumn[], source: Source): fc.Arbitrary<Where> {
  const leaf = fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...columns.map((column) => conditionsOn(column, source))) },
    { weight: 1, arbitrary: valueConditions(ID, fc.constant('nobody'), source) },
    { weight: 1, arbitrary: aclConditions },
    { weight: 1, arbitrary: fc.constantFrom<Condition>({ op: 'everything' }, { op: 'nothing' }) },
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

const aclConditions = fc
  .record({ access: fc.constantFrom('read', 'write'), principals: fc.subarray(['*', 'ann', 'role:x']) })
  .map((acl): Condition => ({ op: 'acl', ...acl }));

function conditionsOn(column: GeneratedColumn, source: Source): fc.Arbitrary<Condition> {
  const { name, schema, value, comparable, places } = column;
  const { capabilities } = source;
  const key: FieldPath = { field: name, path: [], schema };
  const holdsText = schema.type === 'String' || schema.type === 'Array';
  const wanted = schema.type === 'Array' ? fc.oneof(value, loose) : value;
  const onColumn = fc.oneof(
    valueConditions(key, wanted, source),
    ...(comparable ? [comparisons(key, schema.type === 'Array' ? fc.oneof(text, number, date) : value)] : []),
    ...(schema.type === 'Array' ? [arrayConditions(key, source)] : []),
    ...(holdsText && capabilities.regex ? [regexConditions(key)] : []),
    ...(schema.type === 'GeoPoint' && capabilities.geo ? [geoConditions(key)] : []),
  );
  const inside = places.map((path) => placeConditions({ field: name, path, schema }, source));
  return inside.length === 0 ? onColumn : fc.oneof(onColumn, fc.oneof(...inside));
}

/** Below a column any value may be met, and be asked for. */
function placeConditions(key: FieldPath, source: Source): fc.Arbitrary<Condition> {
  return fc.oneof(
    valueConditions(key, fc.oneof(scalar, loose), source),
    comparisons(key, fc.oneof(text, number, date, fc.boolean())),
    arrayConditions(key, source),
    ...(source.capabilities.regex ? [regexConditions(key)] : []),
  );
}

function valueConditions(key: FieldPath, value: fc.Arbitrary<Json>, source: Source): fc.Arbitrary<Condition> {
  const wanted = fc.oneof(
    { weight: 3, arbitrary: value },
    { weight: 4, arbitrary: fc.constantFrom(null, ...seenAt(key, source)) },
  );
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

/** The values rows hold at a place, and the elements of those that are arrays. */
function seenAt(key: FieldPath, { rows }: Source): readonly Json[] {
  return rows.flatMap((row) => {
    const value = readPath(row, key);
    if (value === undefined) return [];
    return isJsonArray(value) ? [value, ...value] : [value];
  });
}

function comparisons(key: FieldPath, value: fc.Arbitrary<Json>): fc.Arbitrary<Condition> {
  const op = fc.constantFrom('less', 'less-or-equal', 'greater', 'greater-or-equal');
  return fc.tuple(op, value).map(([each, limit]): Condition => ({ op: each, key, value: limit }));
}

function arrayConditions(key: FieldPath, source: Source): fc.Arbitrary<Condition> {
  const op = fc.constantFrom('contains-all', 'contained-by');
  const value = fc.oneof(scalar, loose, fc.constantFrom(null, ...seenAt(key, source)));
  const values = fc.array(value, { maxLength: 3 });
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
