import {
  isJsonArray,
  readPath,
  type Condition,
  type FieldPath,
  type Json,
  type SortOrder,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
import fc from 'fast-check';
import { placeBelow, type GeneratedColumn, type Generation } from './arbitrary-columns.js';
import { geoConditions, point, polygon } from './arbitrary-places.js';
import { number, RANKED_KEY } from './arbitrary-values.js';

/** Conditions about rows; the values that rows hold are asked for more often than others. */
export function arbitraryWhere(
  columns: readonly GeneratedColumn[],
  rows: readonly StoredObject[],
  generation: Generation,
): fc.Arbitrary<Where> {
  const onColumns = columns.map((column) => conditionsOn(column, rows, generation));
  const leaf = fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...onColumns) },
    { weight: 1, arbitrary: conditionsAt(ID, fc.constant('nobody'), { rows, generation }) },
    { weight: 1, arbitrary: conditionsAt(CREATED_AT, generation.values.date, { rows, generation }) },
    { weight: 1, arbitrary: conditionsAt(MISSING, generation.values.scalar, { rows, generation }) },
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

/** Up to two keys whose values have an order that stores agree on; any two when the store's order is exact. */
export function arbitrarySort(
  columns: readonly GeneratedColumn[],
  generation: Generation,
): fc.Arbitrary<SortOrder> {
  const { order = false } = generation.exact;
  const keys = columns.flatMap((column): fc.Arbitrary<FieldPath>[] => {
    const { name: field, schema, sortable } = column;
    const place = order ? placeBelow(column, generation) : undefined;
    return [
      ...(order || sortable ? [fc.constant({ field, path: [], schema })] : []),
      ...(schema.type === 'Object' ? [fc.constant({ field, path: [RANKED_KEY], schema })] : []),
      ...(place ? [place] : []),
    ];
  });
  const own = fc.constantFrom(ID, CREATED_AT, MISSING);
  const key = fc.oneof(...keys.map((arbitrary) => ({ weight: 3, arbitrary })), own);
  return fc.array(fc.record({ key, descending: fc.boolean() }), { maxLength: 2 });
}

const ID: FieldPath = { field: 'objectId', path: [], schema: { type: 'String' } };
const CREATED_AT: FieldPath = { field: 'createdAt', path: [], schema: { type: 'Date' } };
const MISSING: FieldPath = { field: 'missing', path: [], schema: undefined };

const aclConditions = fc
  .record({ access: fc.constantFrom('read', 'write'), principals: fc.subarray(['*', 'ann', 'role:x']) })
  .map((acl): Condition => ({ op: 'acl', ...acl }));

/** What conditions are generated for. */
interface Source {
  readonly rows: readonly StoredObject[];
  readonly generation: Generation;
}

function conditionsOn(
  column: GeneratedColumn,
  rows: readonly StoredObject[],
  generation: Generation,
): fc.Arbitrary<Condition> {
  const { name: field, schema, value } = column;
  const { scalar, loose } = generation.values;
  const source = { rows, generation };
  const whole = conditionsAt({ field, path: [], schema }, value, source);
  const place = placeBelow(column, generation);
  if (!place) return whole;
  return fc.oneof(
    whole,
    place.chain((key) => conditionsAt(key, fc.oneof(scalar, loose), source)),
  );
}

/** Conditions about a place. Their values mostly fit it, but any value may be asked for. */
function conditionsAt(key: FieldPath, fitting: fc.Arbitrary<Json>, source: Source): fc.Arbitrary<Condition> {
  const { capabilities, exact, values } = source.generation;
  const wanted = fc.oneof(
    { weight: 6, arbitrary: fitting },
    { weight: 8, arbitrary: fc.constantFrom(null, ...seenAt(key, source.rows)) },
    { weight: 1, arbitrary: fc.oneof(values.loose, point, polygon) },
  );
  const ranked = fc.oneof(values.text, number, values.date, fc.boolean());
  return fc.oneof(
    { weight: 4, arbitrary: valueConditions(key, wanted) },
    { weight: 2, arbitrary: comparisons(key, fc.oneof(wanted, ranked)) },
    { weight: 1, arbitrary: fc.boolean().map((exists): Condition => ({ op: 'exists', key, exists })) },
    { weight: 2, arbitrary: listConditions(key, fc.oneof(wanted, values.scalar, values.loose)) },
    ...(capabilities.regex ? [{ weight: 1, arbitrary: regexConditions(key) }] : []),
    ...(capabilities.geo ? [{ weight: 1, arbitrary: geoConditions(key, exact) }] : []),
    ...(capabilities.textSearch && exact.text ? [{ weight: 1, arbitrary: textConditions(key) }] : []),
  );
}

/** The values rows hold at a place, and the elements of those that are arrays. */
function seenAt(key: FieldPath, rows: readonly StoredObject[]): readonly Json[] {
  return rows.flatMap((row) => {
    const value = readPath(row, key);
    if (value === undefined) return [];
    return isJsonArray(value) ? [value, ...value] : [value];
  });
}

function valueConditions(key: FieldPath, wanted: fc.Arbitrary<Json>): fc.Arbitrary<Condition> {
  // Longer lists than these are stored in another form by some stores.
  const values = fc.oneof(
    { weight: 4, arbitrary: fc.array(wanted, { maxLength: 3 }) },
    fc.array(wanted, { minLength: 8, maxLength: 12, size: 'max' }),
  );
  return fc.oneof(
    fc
      .tuple(fc.constantFrom('equal', 'not-equal'), wanted)
      .map(([op, value]): Condition => ({ op, key, value })),
    fc
      .tuple(fc.constantFrom('in', 'not-in'), values)
      .map(([op, list]): Condition => ({ op, key, values: list })),
  );
}

function comparisons(key: FieldPath, limit: fc.Arbitrary<Json>): fc.Arbitrary<Condition> {
  const op = fc.constantFrom('less', 'less-or-equal', 'greater', 'greater-or-equal');
  return fc.tuple(op, limit).map(([each, value]): Condition => ({ op: each, key, value }));
}

function listConditions(key: FieldPath, wanted: fc.Arbitrary<Json>): fc.Arbitrary<Condition> {
  const op = fc.constantFrom('contains-all', 'contained-by');
  return fc
    .tuple(op, fc.array(wanted, { maxLength: 3 }))
    .map(([each, values]): Condition => ({ op: each, key, values }));
}

function regexConditions(key: FieldPath): fc.Arbitrary<Condition> {
  const pattern = fc.constantFrom(...PATTERNS);
  const one = fc
    .tuple(pattern, fc.constantFrom('', 'i', 's'))
    .map(([each, flags]) => ({ pattern: each, flags }));
  return one.map((regex): Condition => ({ op: 'regex', key, regex }));
}

const PATTERNS = [
  '',
  'a',
  '^a',
  'b$',
  '^\\Qa b\\E',
  '^\\Qa\\E',
  '[A-Z]',
  '^.$',
  '1|\u00e9',
  '\u00c9',
  "'%_",
] as const;

function textConditions(key: FieldPath): fc.Arbitrary<Condition> {
  return fc
    .record({
      term: fc.constantFrom('a', 'A b', '"a b"', '-b a', '\u00c9', '"', '* OR', '1'),
      caseSensitive: fc.boolean(),
      diacriticSensitive: fc.boolean(),
    })
    .map((search): Condition => ({ op: 'text', key, search }));
}
