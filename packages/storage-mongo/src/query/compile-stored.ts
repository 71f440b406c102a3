import { assertNever, type Condition, type Json } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import type { ClassLayout } from '../codec/class-layout.js';
import { possibleIds } from '../codec/encode-value.js';
import { compileGeo } from './compile-geo.js';
import { isSame, someElement } from './expressions.js';
import { encodeOperand, isExactAt } from './operands.js';
import type { StoredPlace } from './place.js';
import { translateRegex } from './translate-regex.js';

/** Conditions about a place. */
export type KeyCondition = Extract<Condition, { readonly key: unknown }>;

/** A condition about a place that a path leads to. */
export function compileStored(
  layout: ClassLayout,
  place: StoredPlace,
  condition: KeyCondition,
): BsonDocument {
  switch (condition.op) {
    case 'equal':
      return among(layout, place, [condition.value]);
    case 'not-equal':
      return notAmong(layout, place, [condition.value]);
    case 'in':
      return among(layout, place, condition.values);
    case 'not-in':
      return notAmong(layout, place, condition.values);
    case 'less':
      return ordered(place, '$lt', condition.value);
    case 'less-or-equal':
      return ordered(place, '$lte', condition.value);
    case 'greater':
      return ordered(place, '$gt', condition.value);
    case 'greater-or-equal':
      return ordered(place, '$gte', condition.value);
    case 'exists':
      return condition.exists ? isSet(place) : not(isSet(place));
    case 'contains-all':
      return containsAll(place, condition.values);
    case 'contained-by':
      return containedBy(place, condition.values);
    case 'regex':
      return holdsText(place) ? at(place, translateRegex(condition.regex)) : NEVER;
    case 'text':
      return { $text: textSearch(condition.search) };
    case 'near':
    case 'within-box':
    case 'within-polygon':
    case 'contains-point':
      return compileGeo(place, condition);
    default:
      return assertNever(condition);
  }
}

/** The filter no document satisfies. */
const NEVER: BsonDocument = { _id: { $in: [] } };

/** The test at the place, and that the way there leads through no array. */
function at({ path, guards }: StoredPlace, test: unknown): BsonDocument {
  const filter: BsonDocument = { [path]: test };
  for (const guard of guards) filter[guard] = { $not: { $type: 'array' } };
  return filter;
}

function not(filter: BsonDocument): BsonDocument {
  return { $nor: [filter] };
}

function isSet(place: StoredPlace): BsonDocument {
  return at(place, { $exists: true });
}

/** Rows whose value, or an element of it, is the same as one of the values; null also means unset. */
function among(layout: ClassLayout, place: StoredPlace, values: readonly Json[]): BsonDocument {
  if (place.guards.length > 0 && values.includes(null)) {
    // What leads nowhere is unset, which no test behind guards can find.
    const unset = not(at(place, { $ne: null }));
    const rest = values.filter((value) => value !== null);
    return rest.length === 0 ? unset : { $or: [unset, among(layout, place, rest)] };
  }
  const { operands, others } = split(layout, place, values);
  const filters = others.map((value) => sameSomewhere(place, value));
  const [operand] = operands;
  if (operands.length === 1) filters.push(at(place, isScalar(operand) ? operand : { $eq: operand }));
  else if (operands.length > 1) filters.push(at(place, { $in: operands }));
  const [filter] = filters;
  if (!filter) return NEVER;
  return filters.length === 1 ? filter : { $or: filters };
}

function notAmong(layout: ClassLayout, place: StoredPlace, values: readonly Json[]): BsonDocument {
  const { operands, others } = split(layout, place, values);
  const isPlain = others.length === 0 && place.guards.length === 0;
  if (!isPlain) return not(among(layout, place, values));
  return operands.length === 0 ? {} : { [place.path]: { $nin: operands } };
}

/** The operands the engine compares as Parse does, and the values it does not. */
function split(
  layout: ClassLayout,
  place: StoredPlace,
  values: readonly Json[],
): { readonly operands: readonly unknown[]; readonly others: readonly Json[] } {
  const operands: unknown[] = [];
  const others: Json[] = [];
  for (const value of values) {
    const operand = encodeOperand(place, value);
    if (operand === undefined) continue;
    if (place.path === '_id' && typeof operand === 'string') {
      operands.push(...possibleIds(layout.schema.className, operand));
    } else if (isExactAt(place, value)) operands.push(operand);
    else others.push(value);
  }
  return { operands, others };
}

function sameSomewhere({ path, guards }: StoredPlace, value: Json): BsonDocument {
  const stored = `$${path}`;
  const expression = {
    $or: [isSame(stored, value), someElement(stored, (element) => isSame(element, value))],
  };
  return at({ kind: 'stored', path: '$expr', guards, type: undefined }, expression);
}

function ordered(place: StoredPlace, operator: string, limit: Json): BsonDocument {
  const operand = limit === null ? undefined : encodeOperand(place, limit);
  // Only numbers, texts, booleans and dates have an order, and only columns that hold them as such.
  const isRanked = isScalar(operand) && !(place.type !== undefined && UNORDERED.has(place.type));
  return isRanked ? at(place, { [operator]: operand }) : NEVER;
}

const UNORDERED: ReadonlySet<string> = new Set(['Pointer', 'File', 'Bytes', 'GeoPoint', 'Polygon']);

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date;
}

function containsAll(place: StoredPlace, values: readonly Json[]): BsonDocument {
  if (values.length === 0 || !holdsArray(place)) return NEVER;
  const exact = values.filter((value) => isExactAt(place, value)).map((value) => encodeOperand(place, value));
  const others = values.filter((value) => !isExactAt(place, value));
  const filters = others.map((value) => {
    const inside = someElement(`$${place.path}`, (element) => isSame(element, value));
    return at({ ...place, path: '$expr' }, inside);
  });
  // Arrays are looked for among the elements only, never as the whole value; `$all` of the others can use an index.
  const plain = exact.filter((operand) => !Array.isArray(operand));
  if (plain.length > 0) filters.push(at(place, { $all: plain, $type: 'array' }));
  for (const operand of exact) {
    if (Array.isArray(operand)) filters.push(at(place, { $elemMatch: { $eq: operand } }));
  }
  const [only] = filters;
  return only && filters.length === 1 ? only : { $and: filters };
}

function containedBy(place: StoredPlace, values: readonly Json[]): BsonDocument {
  if (!holdsArray(place)) return NEVER;
  if (values.every((value) => isExactAt(place, value))) {
    const operands = values.map((value) => encodeOperand(place, value));
    return at(place, { $type: 'array', $not: { $elemMatch: { $nin: operands } } });
  }
  const isStray = (element: string | BsonDocument): BsonDocument => ({
    $not: [{ $or: values.map((value) => isSame(element, value)) }],
  });
  return {
    $and: [at(place, { $type: 'array' }), not({ $expr: someElement(`$${place.path}`, isStray) })],
  };
}

function holdsArray({ type }: StoredPlace): boolean {
  return type === undefined || type === 'Array';
}

function holdsText({ type }: StoredPlace): boolean {
  return type === undefined || type === 'Array' || type === 'String';
}

function textSearch(search: Extract<Condition, { op: 'text' }>['search']): BsonDocument {
  return {
    $search: search.term,
    ...(search.language === undefined ? {} : { $language: search.language }),
    ...(search.caseSensitive ? { $caseSensitive: true } : {}),
    ...(search.diacriticSensitive ? { $diacriticSensitive: true } : {}),
  };
}
