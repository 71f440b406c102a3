import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../types/json.js';
import { wireType, type GeoPointValue } from '../types/object.js';
import type { Condition, FieldPath } from '../types/where.js';
import { nowhere } from './constraint-context.js';
import { EARTH_RADIUS_KM, EARTH_RADIUS_MILES, type Ring } from './geo.js';
import { closeRing } from './parse-value.js';

/** `$nearSphere` with the `$maxDistance…` beside it; the nearest of the latter counts. */
export function parseNear(key: FieldPath, constraint: JsonObject, sorted: boolean): Condition {
  const point = readPlace(constraint.$nearSphere);
  if (!point) throw badValue('bad $nearSphere value; should be GeoPoint');
  const limits = Object.entries(DISTANCE_UNITS).flatMap(([name, radius]) => {
    const distance = constraint[name];
    return distance === undefined ? [] : [readDistance(name, distance) / radius];
  });
  const maxRadians = limits.length > 0 ? Math.min(...limits) : undefined;
  return onColumn(key, 'GeoPoint', { op: 'near', key, point, maxRadians, sorted });
}

/** `$within: { $box: [southwest, northeast] }`; corners given the wrong way round are put right. */
export function parseWithin(key: FieldPath, value: Json): Condition {
  const box = isJsonObject(value) ? value.$box : undefined;
  const [a, b] = isJsonArray(box) && box.length === 2 ? box.map(readCoordinates) : [];
  if (!a || !b) throw badValue('malformatted $within arg');
  const south = Math.min(a.latitude, b.latitude);
  const north = Math.max(a.latitude, b.latitude);
  const west = Math.min(a.longitude, b.longitude);
  const east = Math.max(a.longitude, b.longitude);
  return onColumn(key, 'GeoPoint', {
    op: 'within-box',
    key,
    southwest: geoPoint(south, west),
    northeast: geoPoint(north, east),
  });
}

/** `$geoWithin` with a `$polygon` or a `$centerSphere`; unlike `$nearSphere` it leaves the order alone. */
export function parseGeoWithin(key: FieldPath, value: Json): Condition {
  if (isJsonObject(value) && Object.hasOwn(value, '$polygon')) {
    const ring = closeRing(readPolygon(value.$polygon ?? null));
    return onColumn(key, 'GeoPoint', { op: 'within-polygon', key, ring });
  }
  if (isJsonObject(value) && Object.hasOwn(value, '$centerSphere')) {
    return onColumn(key, 'GeoPoint', readCircle(key, value.$centerSphere ?? null));
  }
  throw badValue('bad $geoWithin value');
}

/** `$geoIntersects: { $point }` on a Polygon column. */
export function parseGeoIntersects(key: FieldPath, value: Json): Condition {
  const given = isJsonObject(value) ? value.$point : undefined;
  const point = wireType(given) === 'GeoPoint' ? readPlace(given) : undefined;
  if (!point) throw badValue('bad $geoIntersect value; $point should be GeoPoint');
  return onColumn(key, 'Polygon', { op: 'contains-point', key, point });
}

/** What divides each unit into radians. */
const DISTANCE_UNITS = {
  $maxDistance: 1,
  $maxDistanceInRadians: 1,
  $maxDistanceInMiles: EARTH_RADIUS_MILES,
  $maxDistanceInKilometers: EARTH_RADIUS_KM,
} as const;

/** Places live in columns of their type only. */
function onColumn(key: FieldPath, type: 'GeoPoint' | 'Polygon', condition: Condition): Condition {
  const holds = key.schema === undefined || (key.schema.type === type && key.path.length === 0);
  return holds ? condition : nowhere(key);
}

function readDistance(name: string, value: Json): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw badValue(`bad ${name} value; should be a number that is not negative`);
}

function readCircle(key: FieldPath, value: Json): Condition {
  if (!isJsonArray(value) || value.length < 2) {
    throw badWithin('$centerSphere should be an array of Parse.GeoPoint and distance');
  }
  const [center, distance] = value;
  const point = readPair(center) ?? (wireType(center) === 'GeoPoint' ? readPlace(center) : undefined);
  if (!point) throw badWithin('$centerSphere geo point invalid');
  if (typeof distance !== 'number' || !(distance >= 0)) throw badWithin('$centerSphere distance invalid');
  return { op: 'near', key, point, maxRadians: distance, sorted: false };
}

function readPolygon(value: Json): Ring {
  if (isJsonArray(value)) {
    if (value.length < 3) throw badWithin('$polygon should contain at least 3 GeoPoints');
    return value.map((corner) => readCorner(corner));
  }
  if (wireType(value) !== 'Polygon' || !isJsonObject(value)) {
    throw badWithin("$polygon should be Polygon object or Array of Parse.GeoPoint's");
  }
  const { coordinates } = value;
  if (!isJsonArray(coordinates) || coordinates.length < 3) {
    throw badWithin('Polygon.coordinates should contain at least 3 lon/lat pairs');
  }
  return coordinates.map((corner) => readCorner(corner));
}

function readCorner(value: Json): readonly [number, number] {
  const place = readPair(value) ?? (wireType(value) === 'GeoPoint' ? readPlace(value) : undefined);
  if (!place) throw badValue('bad $geoWithin value');
  return [place.latitude, place.longitude];
}

/** A pair in the order the operators of `$geoWithin` take it, which is not that of a Polygon column. */
function readPair(value: Json | undefined): GeoPointValue | undefined {
  if (!isJsonArray(value) || value.length !== 2) return undefined;
  const [longitude, latitude] = value;
  return readPlace({ longitude: longitude ?? null, latitude: latitude ?? null });
}

/** A place on earth; undefined when a coordinate is missing or out of range. */
function readPlace(value: Json | undefined): GeoPointValue | undefined {
  const place = readCoordinates(value);
  if (!place || Math.abs(place.latitude) > 90 || Math.abs(place.longitude) > 180) return undefined;
  return place;
}

function readCoordinates(value: Json | undefined): GeoPointValue | undefined {
  if (!isJsonObject(value)) return undefined;
  const { latitude, longitude } = value;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? geoPoint(latitude, longitude) : undefined;
}

function geoPoint(latitude: number, longitude: number): GeoPointValue {
  return { __type: 'GeoPoint', latitude, longitude };
}

function badWithin(reason: string): ParseError {
  return badValue(`bad $geoWithin value; ${reason}`);
}

function badValue(message: string): ParseError {
  return new ParseError(ErrorCode.InvalidJson, message);
}
