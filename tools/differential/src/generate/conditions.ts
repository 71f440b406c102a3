import fc from 'fast-check';
import type { Json, JsonObject } from '../dsl/scenario.js';
import { geoPoint, pointer } from '../dsl/values.js';
import { className, fieldNames, fitting, objectId, unfitting, valueOf, type FieldName } from './fields.js';

const fieldName = fc.constantFrom(...fieldNames);
const flag = fc.oneof({ arbitrary: fc.boolean(), weight: 9 }, { arbitrary: unfitting, weight: 1 });

/** Conditions of all operators on fields of all types. */
export const where: fc.Arbitrary<JsonObject> = fc.letrec<{ readonly where: JsonObject }>((tie) => ({
  where: fc.oneof(
    { maxDepth: 2 },
    { arbitrary: conditions(), weight: 6 },
    { arbitrary: logical(tie('where')), weight: 1 },
    { arbitrary: subquery(tie('where')), weight: 1 },
    { arbitrary: related(), weight: 1 },
  ),
})).where;

function conditions(): fc.Arbitrary<JsonObject> {
  const one = fieldName.chain((field) => constraint(field).map((value): JsonObject => ({ [field]: value })));
  const special = fc.oneof(
    objectId.map((id): JsonObject => ({ objectId: id })),
    fc.array(objectId, { maxLength: 3 }).map((ids): JsonObject => ({ objectId: { $in: ids } })),
    fc
      .constantFrom('a', 'b', 'c', 'b.c')
      .chain((path) => fc.oneof(fitting.s, fitting.n).map((value): JsonObject => ({ [`m.${path}`]: value }))),
    fc.constantFrom<JsonObject>(
      { unknown: 1 },
      { unknown: { $exists: false } },
      { ACL: 1 },
      { 'a b': 1 },
      { $foo: 1 },
    ),
  );
  return fc
    .array(fc.oneof({ arbitrary: one, weight: 5 }, { arbitrary: special, weight: 1 }), { maxLength: 2 })
    .map((parts): JsonObject => Object.assign({}, ...parts) as JsonObject);
}

function constraint(field: FieldName): fc.Arbitrary<Json> {
  return fc.oneof(
    { arbitrary: field === 'r' ? objectId.map((id) => pointer('Other', id)) : valueOf(field), weight: 3 },
    {
      arbitrary: fc
        .array(operator(field), { minLength: 1, maxLength: 2 })
        .map((parts): JsonObject => Object.assign({}, ...parts) as JsonObject),
      weight: 7,
    },
  );
}

function operator(field: FieldName): fc.Arbitrary<JsonObject> {
  const operand = field === 'r' ? objectId.map((id) => pointer('Other', id)) : valueOf(field);
  const operands = fc.oneof(
    { arbitrary: fc.array(operand, { maxLength: 3 }), weight: 12 },
    { arbitrary: unfitting, weight: 1 },
  );
  const wide = fc.oneof(
    operand.map((value): JsonObject => ({ $ne: value })),
    fc.array(operand, { maxLength: 2 }).map((values): JsonObject => ({ $nin: values })),
    fc.constant<JsonObject>({ $exists: true }),
  );
  const compare = fc.tuple(fc.constantFrom('$eq', '$ne', '$lt', '$lte', '$gt', '$gte'), operand);
  const lists = fc.tuple(fc.constantFrom('$in', '$nin', '$all', '$containedBy'), operands);
  return fc.oneof(
    { arbitrary: wide, weight: 4 },
    { arbitrary: compare.map(pair), weight: 4 },
    { arbitrary: lists.map(pair), weight: 4 },
    { arbitrary: flag.map((value): JsonObject => ({ $exists: value })), weight: 2 },
    { arbitrary: field === 's' || field === 't' ? pattern : anyOperator, weight: 2 },
    { arbitrary: geoOperator(field), weight: field === 'g' || field === 'y' ? 8 : 1 },
  );
}

function pair([name, value]: readonly [string, Json]): JsonObject {
  return { [name]: value };
}

const pattern: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.constantFrom<Json>('^a', 'b$', '^\\Qa.b\\E', '.*', '[a-c]+', 'A', '', '(', 7, '\\Qa'),
    fc.constantFrom<Json | undefined>(undefined, undefined, 'i', 'm', 'x', 's', 'im', 'q', 1),
  )
  .map(([text, options]) => (options === undefined ? { $regex: text } : { $regex: text, $options: options }));

const anyOperator: fc.Arbitrary<JsonObject> = fc.oneof(
  pattern,
  fc.constantFrom<JsonObject>(
    { $foo: 1 },
    { $options: 'i' },
    { $text: { $search: { $term: 'a' } } },
    { $within: 1 },
    {},
  ),
);

function geoOperator(field: FieldName): fc.Arbitrary<JsonObject> {
  const corner = fc.constantFrom(geoPoint(0, 0), geoPoint(45, 45), geoPoint(-10, -10), geoPoint(20, 20));
  const around = fc.tuple(corner, fc.constantFrom(0.1, 1, 0, -1)).map(([point, size]): JsonObject => ({
    $nearSphere: point,
    $maxDistance: size,
  }));
  const shapes = fc.oneof(
    fc.tuple(corner, corner).map(([a, b]): JsonObject => ({ $within: { $box: [a, b] } })),
    fc
      .array(corner, { minLength: 2, maxLength: 4 })
      .map((points): JsonObject => ({ $geoWithin: { $polygon: points } })),
    fc.tuple(corner, fc.constantFrom(0.1, 1)).map(([point, size]): JsonObject => ({
      $geoWithin: { $centerSphere: [point, size] },
    })),
    around,
    unfitting.map((value): JsonObject => ({ $geoWithin: value })),
  );
  const inside = fc.oneof(
    { arbitrary: corner.map((point): JsonObject => ({ $geoIntersects: { $point: point } })), weight: 9 },
    { arbitrary: unfitting.map((value): JsonObject => ({ $geoIntersects: { $point: value } })), weight: 1 },
  );
  return field === 'y' ? inside : shapes;
}

function logical(inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  const branches = fc.oneof(
    { arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }), weight: 12 },
    { arbitrary: unfitting, weight: 1 },
  );
  return fc.tuple(fc.constantFrom('$or', '$and', '$nor'), branches).map(pair);
}

function subquery(inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  const query = fc.tuple(className, inner).map(([name, condition]): JsonObject => ({
    className: name,
    where: condition,
  }));
  const field = fc.constantFrom<FieldName>('p', 's', 'n', 'l');
  return fc.oneof(
    fc
      .tuple(field, fc.constantFrom('$inQuery', '$notInQuery'), query)
      .map(([name, op, value]): JsonObject => ({ [name]: { [op]: value } })),
    fc
      .tuple(field, fc.constantFrom('$select', '$dontSelect'), query, field)
      .map(([name, op, value, key]): JsonObject => ({ [name]: { [op]: { query: value, key } } })),
  );
}

function related(): fc.Arbitrary<JsonObject> {
  return fc.tuple(objectId, fc.constantFrom('r', 'r', 'r', 'p')).map(([id, key]): JsonObject => ({
    $relatedTo: { object: pointer('Thing', id), key },
  }));
}
