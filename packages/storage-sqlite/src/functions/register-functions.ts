import {
  pointInRing,
  radiansBetween,
  readRing,
  regexMatcher,
  textScore,
  valueKey,
  wordsOf,
  type RegexSpec,
  type Ring,
  type TextSearch,
} from '@parse/core/adapter';
import type { SqlValue } from '@parse/storage-sql';
import type { SqliteDatabase } from '../connection/driver.js';
import { readJson } from '../dialect/stored-json.js';
import { readText, storeText } from '../dialect/stored-text.js';
import { sortKey } from './sort-key.js';

/**
 * Gives a connection the functions that statements of the dialect call. They are pure and defined for every
 * argument. Triggers call `parse_fold` and `parse_words`, so other programs can read the file but not write those
 * columns; no index depends on a function, so every program can check and copy it.
 */
export function registerFunctions(database: SqliteDatabase): void {
  const regexes = cachedParser((text) => JSON.parse(text) as RegexSpec);
  const searches = cachedParser((text) => JSON.parse(text) as TextSearch);
  const rings = cachedParser((text) => JSON.parse(text) as Ring);
  const functions: { readonly [name: string]: (...values: SqlValue[]) => SqlValue } = {
    parse_canonical: (json) => (typeof json === 'string' ? valueKey(readJson(json)) : null),
    parse_sort_key: (json, largest) =>
      typeof json === 'string' ? sortKey(readJson(json), largest === 1) : null,
    parse_fold: (text) => (typeof text === 'string' ? storeText(readText(text).toLowerCase()) : null),
    parse_words: (text) => (typeof text === 'string' ? wordsOf(readText(text), FOLDED).join(' ') : null),
    parse_regex: (text, regex) =>
      typeof text === 'string' && regexMatcher(regexes(regex))(readText(text)) ? 1 : 0,
    parse_text_score: (text, search) =>
      typeof text === 'string' ? textScore(readText(text), searches(search)) : null,
    parse_radians: (latitude, longitude, toLatitude, toLongitude) =>
      latitude === null || longitude === null
        ? null
        : radiansBetween(geoPoint(latitude, longitude), geoPoint(toLatitude, toLongitude)),
    parse_in_ring: (latitude, longitude, ring) =>
      latitude !== null && longitude !== null && pointInRing(Number(latitude), Number(longitude), rings(ring))
        ? 1
        : 0,
    parse_polygon_holds: (json, latitude, longitude) => {
      const ring = typeof json === 'string' ? readRing(readJson(json)) : undefined;
      return ring && pointInRing(Number(latitude), Number(longitude), ring) ? 1 : 0;
    },
  };
  for (const [name, implementation] of Object.entries(functions)) {
    database.function(name, { deterministic: true, varargs: true }, implementation);
  }
}

const FOLDED = { caseSensitive: false, diacriticSensitive: false };
const MAX_CACHED = 200;

function geoPoint(latitude: SqlValue | undefined, longitude: SqlValue | undefined) {
  return { __type: 'GeoPoint', latitude: Number(latitude), longitude: Number(longitude) } as const;
}

/**
 * Reads a parameter, each text once: it is the same for every row of a statement, and core keeps what it compiled for
 * the object.
 */
function cachedParser<T>(parse: (text: string) => T): (text: SqlValue | undefined) => T {
  const cache = new Map<string, T>();
  return (text) => {
    const key = String(text);
    let value = cache.get(key);
    if (value === undefined) {
      if (cache.size >= MAX_CACHED) cache.clear();
      value = parse(key);
      cache.set(key, value);
    }
    return value;
  };
}
