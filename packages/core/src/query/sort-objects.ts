import { isJsonArray, type Json } from '../types/json.js';
import type { GeoPointValue, StoredObject } from '../types/object.js';
import type { SortKey, SortOrder, TextScoreSort } from '../types/query.js';
import type { FieldPath } from '../types/where.js';
import { compareValues } from './compare-values.js';
import { readPath } from './field-path.js';
import { radiansBetween, readGeoPoint } from './geo.js';

/**
 * Compares two rows by a sort order; 0 leaves their order to the caller (`sort` is stable). An array counts as its
 * smallest element in ascending and its largest in descending order, the empty one as unset.
 * `score` gives a row's text score; without it `{ score: true }` keys do not distinguish rows.
 */
export function compareBySort(
  sort: SortOrder,
  score?: (object: StoredObject) => number,
): (a: StoredObject, b: StoredObject) => number {
  return (a, b) => {
    for (const key of sort) {
      const order = isScore(key) ? compareScores(a, b, score) : compareByKey(a, b, key);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Compares two rows by distance from a point, nearest first; rows without a point come last. */
export function compareByDistance(
  key: FieldPath,
  point: GeoPointValue,
): (a: StoredObject, b: StoredObject) => number {
  const distance = (object: StoredObject): number => {
    const place = readGeoPoint(readPath(object, key));
    return place ? radiansBetween(place, point) : Infinity;
  };
  return (a, b) => {
    const [left, right] = [distance(a), distance(b)];
    return left === right ? 0 : left - right;
  };
}

function isScore(key: SortKey | TextScoreSort): key is TextScoreSort {
  return 'score' in key;
}

function compareScores(
  a: StoredObject,
  b: StoredObject,
  score: ((object: StoredObject) => number) | undefined,
): number {
  return score ? score(b) - score(a) : 0;
}

function compareByKey(a: StoredObject, b: StoredObject, { key, descending }: SortKey): number {
  const left = representative(readPath(a, key), descending);
  const right = representative(readPath(b, key), descending);
  return descending ? compareValues(right, left) : compareValues(left, right);
}

function representative(value: Json | undefined, largest: boolean): Json | undefined {
  if (!isJsonArray(value)) return value;
  let chosen: Json | undefined;
  value.forEach((element, index) => {
    const order = compareValues(element, chosen);
    if (index === 0 || (largest ? order > 0 : order < 0)) chosen = element;
  });
  return chosen;
}
