import fc from 'fast-check';
import type { Json, JsonObject } from '../dsl/scenario.js';
import { fieldOf } from '../run/answer-body.js';
import { bytes, date, geoPoint, pointer, polygon } from '../dsl/values.js';

/** The fields generated objects have; a name says its type, so that most values fit. */
export const fieldNames = ['s', 't', 'n', 'b', 'd', 'l', 'm', 'p', 'u', 'g', 'y', 'x', 'r'] as const;

export type FieldName = (typeof fieldNames)[number];

/** Objects have chosen ids, so that both servers sort by them alike. */
export const objectId = fc.constantFrom('o1', 'o1', 'o2', 'o2', 'o3', 'o3', 'o4', 'o4', 'o5', 'o6');
export const className = fc.constantFrom('Thing', 'Thing', 'Thing', 'Other');
export const people = ['alice', 'bob'] as const;

const text = fc.constantFrom(
  'a',
  'b',
  'A',
  'abc',
  'Abc def',
  '',
  ' ',
  'é',
  'a.b',
  '$a',
  '1',
  'null',
  '😀',
  'a%b_c',
);
const number = fc.oneof(
  fc.integer({ min: -3, max: 5 }),
  fc.constantFrom(0.5, -1.25, 1e21, 9007199254740993, 2147483648),
);
const moment = fc.constantFrom(
  '2020-01-01T00:00:00.000Z',
  '2024-02-29T12:34:56.789Z',
  '1969-12-31T23:59:59.999Z',
);
const degrees = fc.constantFrom(0, 1, 10, 44.5, -45, 89);
const point = fc.tuple(degrees, degrees).map(([latitude, longitude]) => geoPoint(latitude, longitude));

const scalar: fc.Arbitrary<Json> = fc.oneof(text, number, fc.boolean(), fc.constant(null), moment.map(date));

/** Lists and maps of a few values, nested at most twice. */
const nested: fc.Arbitrary<Json> = fc.letrec<{ readonly any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 2 }),
  ),
})).any;

/** Rows are sorted by the part `a`, which is no object: how these compare is another order on each database. */
const map: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.dictionary(fc.constantFrom('b', 'c'), nested, { maxKeys: 2 }),
    fc.oneof(fc.constant(undefined), scalar, fc.array(scalar, { maxLength: 3 })),
  )
  .map(([parts, a]): JsonObject => (a === undefined ? parts : { a, ...parts }));

export const pointerToObject = fc.tuple(className, objectId).map(([name, id]) => pointer(name, id));
export const pointerToPerson = fc
  .constantFrom(...people)
  .map((name) => pointer('_User', `<${name}.objectId>`));

/** Values of each field's own type. */
export const fitting: Readonly<Record<FieldName, fc.Arbitrary<Json>>> = {
  s: text,
  t: text,
  n: number,
  b: fc.boolean(),
  d: moment.map(date),
  l: fc.array(fc.oneof(scalar, pointerToObject, nested), { maxLength: 4 }),
  m: map,
  p: objectId.map((id) => pointer('Thing', id)),
  u: pointerToPerson,
  g: point,
  y: fc.constantFrom(polygon([0, 0], [0, 10], [10, 10], [10, 0]), polygon([1, 1], [2, 5], [5, 1], [1, 1])),
  x: fc.constantFrom('aGVsbG8=', '', 'AA==').map(bytes),
  r: fc
    .array(
      objectId.map((id) => pointer('Other', id)),
      { minLength: 1, maxLength: 2 },
    )
    .map((objects): JsonObject => ({ __op: 'AddRelation', objects })),
};

/** Of another type, or of none. */
export const unfitting: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  nested,
  pointerToObject,
  point,
  fc.constantFrom<Json>(
    { __type: 'Date', iso: '2024-13-01' },
    { __type: 'Pointer', className: 'Other' },
    { __type: 'GeoPoint', latitude: 100, longitude: 0 },
    { __type: 'Unknown' },
    { __type: 'Bytes', base64: 7 },
    { __type: 'Polygon', coordinates: [[0, 0]] },
    { $gt: 1 },
    { 'a.b': 1 },
    { __op: 'Unknown' },
    { __op: 'Increment', amount: 'x' },
    { __op: 'Add', objects: 'x' },
    [[1], [2]],
  ),
);

/** Mostly a value of the field's type, else whatever comes. */
export function valueOf(field: FieldName): fc.Arbitrary<Json> {
  const other = field === 'm' ? unfitting.filter((value) => fieldOf(value, 'a') === undefined) : unfitting;
  return fc.oneof({ arbitrary: fitting[field], weight: 14 }, { arbitrary: other, weight: 1 });
}
