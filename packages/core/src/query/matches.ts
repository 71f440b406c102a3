import { assertNever } from '../errors/assert-never.js';
import { isJsonArray, type Json } from '../types/json.js';
import { aclPrincipals, wireType, type GeoPointValue, type StoredObject } from '../types/object.js';
import type { QueryHints } from '../types/query.js';
import type { Condition, Where } from '../types/where.js';
import { comparable, compareValues, sameValue } from './compare-values.js';
import { readPath } from './field-path.js';
import { pointInRing, radiansBetween, readGeoPoint, readRing } from './geo.js';
import { regexMatcher } from './regex.js';
import { matchesText } from './text-search.js';
import { createValueSet, valueSet } from './value-set.js';

/**
 * Whether a row satisfies a condition: the meaning of the query language, which every store compiles and LiveQuery
 * evaluates. Total (no condition fails on any row) and linear in the sizes of row and condition.
 */
export function matches(
  object: StoredObject,
  where: Where,
  hints: Pick<QueryHints, 'caseInsensitive'> = {},
): boolean {
  if (where.op === 'and') return where.nodes.every((node) => matches(object, node, hints));
  if (where.op === 'or') return where.nodes.some((node) => matches(object, node, hints));
  if (where.op === 'nor') return !where.nodes.some((node) => matches(object, node, hints));
  if (where.op === 'equal' && hints.caseInsensitive) return holdsIgnoringCase(object, where);
  return holdsCondition(object, where);
}

type KeyCondition = Extract<Condition, { readonly key: unknown }>;

function holdsCondition(object: StoredObject, condition: Condition): boolean {
  if (condition.op === 'everything') return true;
  if (condition.op === 'nothing') return false;
  if (condition.op === 'acl') return grants(object, condition);
  return holdsFor(readPath(object, condition.key), condition);
}

function holdsFor(value: Json | undefined, condition: KeyCondition): boolean {
  switch (condition.op) {
    case 'equal':
      return equals(value, condition.value);
    case 'not-equal':
      return !equals(value, condition.value);
    case 'less':
      return compares(value, condition.value, (order) => order < 0);
    case 'less-or-equal':
      return compares(value, condition.value, (order) => order <= 0);
    case 'greater':
      return compares(value, condition.value, (order) => order > 0);
    case 'greater-or-equal':
      return compares(value, condition.value, (order) => order >= 0);
    case 'in':
      return equalsOneOf(value, condition.values);
    case 'not-in':
      return !equalsOneOf(value, condition.values);
    case 'exists':
      return (value !== undefined) === condition.exists;
    case 'contains-all':
      return isJsonArray(value) && containsAll(value, condition.values);
    case 'contained-by':
      return isJsonArray(value) && value.every((element) => valueSet(condition.values).has(element));
    case 'regex':
      return texts(value).some(regexMatcher(condition.regex));
    case 'text':
      return typeof value === 'string' && matchesText(value, condition.search);
    case 'near':
    case 'within-box':
    case 'within-polygon':
    case 'contains-point':
      return holdsForPlace(value, condition);
    default:
      return assertNever(condition);
  }
}

type GeoCondition = Extract<Condition, { op: 'near' | 'within-box' | 'within-polygon' | 'contains-point' }>;

function holdsForPlace(value: Json | undefined, condition: GeoCondition): boolean {
  if (condition.op === 'contains-point') {
    const ring = readRing(value);
    return ring !== undefined && pointInRing(condition.point.latitude, condition.point.longitude, ring);
  }
  const place = readGeoPoint(value);
  if (!place) return false;
  switch (condition.op) {
    case 'near':
      return (
        condition.maxRadians === undefined || radiansBetween(place, condition.point) <= condition.maxRadians
      );
    case 'within-box':
      return inBox(place, condition.southwest, condition.northeast);
    case 'within-polygon':
      return pointInRing(place.latitude, place.longitude, condition.ring);
    default:
      return assertNever(condition);
  }
}

function equals(value: Json | undefined, wanted: Json): boolean {
  if (sameValue(value ?? null, wanted)) return true;
  return isJsonArray(value) && value.some((element) => sameValue(element, wanted));
}

function equalsOneOf(value: Json | undefined, wanted: readonly Json[]): boolean {
  const set = valueSet(wanted);
  return set.has(value) || (isJsonArray(value) && value.some((element) => set.has(element)));
}

function compares(value: Json | undefined, limit: Json, test: (order: number) => boolean): boolean {
  if (typeof limit === 'object' && !isDate(limit)) return false;
  if (comparable(value, limit)) return test(compareValues(value, limit));
  return (
    isJsonArray(value) &&
    value.some((element) => comparable(element, limit) && test(compareValues(element, limit)))
  );
}

function isDate(value: Json): boolean {
  return wireType(value) === 'Date';
}

function containsAll(elements: readonly Json[], wanted: readonly Json[]): boolean {
  const set = createValueSet(elements);
  return wanted.length > 0 && wanted.every((value) => set.has(value));
}

function texts(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return isJsonArray(value) ? value.filter((element) => typeof element === 'string') : [];
}

function inBox(place: GeoPointValue, southwest: GeoPointValue, northeast: GeoPointValue): boolean {
  return (
    place.latitude >= southwest.latitude &&
    place.latitude <= northeast.latitude &&
    place.longitude >= southwest.longitude &&
    place.longitude <= northeast.longitude
  );
}

function grants(object: StoredObject, { access, principals }: Extract<Condition, { op: 'acl' }>): boolean {
  const granted = aclPrincipals(object.ACL, access);
  return granted === undefined || granted.some((principal) => principals.includes(principal));
}

function holdsIgnoringCase(object: StoredObject, condition: Extract<Condition, { op: 'equal' }>): boolean {
  const { key, value: wanted } = condition;
  if (typeof wanted !== 'string') return holdsCondition(object, condition);
  const folded = wanted.toLowerCase();
  return texts(readPath(object, key)).some((text) => text.toLowerCase() === folded);
}
