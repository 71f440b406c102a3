import type { FieldSchema, Json } from '@parse/core/adapter';
import fc from 'fast-check';

/** A column of a generated class: its type, values it can hold, and what conditions on it may say. */
export interface GeneratedColumn {
  readonly name: string;
  readonly schema: FieldSchema;
  readonly value: fc.Arbitrary<Json>;
  /** Places below the column that conditions, orders and operations may name; none for most types. */
  readonly places: readonly (readonly string[])[];
  /** Whether values have an order that stores agree on. */
  readonly sortable: boolean;
  /** Whether the four ordered comparisons apply. */
  readonly comparable: boolean;
}

/** Few values, so that rows and conditions meet. Texts hold no NUL, which databases cannot store. */
export const text = fc.constantFrom(
  '',
  'a',
  'A',
  'b',
  'ab',
  'a b',
  '\u00e9',
  '\uff5e',
  '\u{1f600}',
  "'%_",
  '10',
);
export const number = fc.constantFrom(0, 1, -1, 2, 10, 1.5, 2 ** 53, -1e21, 1e-7);
export const date = fc
  .constantFrom('1969-12-31T23:59:59.999Z', '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.001Z')
  .map((iso): Json => ({ __type: 'Date', iso }));
export const pointer = fc
  .constantFrom('1', '2', 'x')
  .map((objectId): Json => ({ __type: 'Pointer', className: 'Other', objectId }));
export const point = fc
  .record({ latitude: fc.constantFrom(0, 5, -45.5, 80), longitude: fc.constantFrom(0, 7, -120.25, 179) })
  .map((place) => ({ __type: 'GeoPoint' as const, ...place }));

/** A value with a place in the order of kinds that every store can tell. */
export const scalar: fc.Arbitrary<Json> = fc.oneof(text, number, fc.boolean(), date, fc.constant(null));

/** The keys of generated objects. */
export const KEYS = ['k', 'm', '0', 'two words'] as const;

/** What lies inside Object and Array columns: anything. */
export const loose: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    { weight: 1, arbitrary: pointer },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: objectOf(tie('value')) },
  ),
})).value;

/** The key of generated objects that holds scalars only, so that orders can name it. */
export const RANKED_KEY = 'rank';

/** What an Object column holds. */
export const looseObject: fc.Arbitrary<Json> = fc
  .tuple(objectOf(loose), fc.option(scalar, { nil: undefined }))
  .map(([object, rank]) => (rank === undefined ? object : { ...object, [RANKED_KEY]: rank }));

function objectOf(value: fc.Arbitrary<Json>): fc.Arbitrary<{ readonly [key: string]: Json }> {
  return fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 3, noNullPrototype: true });
}

const KINDS = [
  { schema: { type: 'String' }, value: text, sortable: true, comparable: true },
  { schema: { type: 'Number' }, value: number, sortable: true, comparable: true },
  { schema: { type: 'Boolean' }, value: fc.boolean(), sortable: true, comparable: true },
  { schema: { type: 'Date' }, value: date, sortable: true, comparable: true },
  { schema: { type: 'Pointer', targetClass: 'Other' }, value: pointer, sortable: false, comparable: false },
  { schema: { type: 'GeoPoint' }, value: point, sortable: false, comparable: false },
  { schema: { type: 'Array' }, value: fc.array(scalar, { maxLength: 4 }), sortable: true, comparable: true },
  { schema: { type: 'Array' }, value: fc.array(loose, { maxLength: 4 }), sortable: false, comparable: true },
  { schema: { type: 'Object' }, value: looseObject, sortable: false, comparable: false },
] as const;

const PLACES = {
  Array: [['0'], ['1'], ['0', 'k'], ['2', '0']],
  Object: [['k'], ['m'], ['0'], ['two words'], [RANKED_KEY], ['k', 'k'], ['k', '0'], ['m', 'two words']],
} as const;

/** One to five columns. */
export const columns: fc.Arbitrary<readonly GeneratedColumn[]> = fc
  .array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 5, size: 'max' })
  .map((kinds) =>
    kinds.map((kind, index) => ({
      ...kind,
      name: `column${index}`,
      places: kind.schema.type === 'Array' || kind.schema.type === 'Object' ? PLACES[kind.schema.type] : [],
    })),
  );
