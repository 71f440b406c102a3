import { isJsonArray, isJsonObject, type Json } from '../types/json.js';
import type { GeoPointValue } from '../types/object.js';

/** The radius of the earth that Parse divides `$maxDistanceInKilometers` by. */
export const EARTH_RADIUS_KM = 6371;

/** The radius of the earth that Parse divides `$maxDistanceInMiles` by. */
export const EARTH_RADIUS_MILES = 3959;

/** A closed or open ring of `[latitude, longitude]` pairs. */
export type Ring = readonly (readonly [number, number])[];

/** A part of the globe that holds a circle. `west` is greater than `east` when it crosses the date line. */
export interface BoundingBox {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** The angle between two places as seen from the centre of the earth (great circle, haversine formula). */
export function radiansBetween(a: GeoPointValue, b: GeoPointValue): number {
  const latitudes = Math.sin(toRadians(b.latitude - a.latitude) / 2) ** 2;
  const longitudes = Math.sin(toRadians(b.longitude - a.longitude) / 2) ** 2;
  const squared = latitudes + Math.cos(toRadians(a.latitude)) * Math.cos(toRadians(b.latitude)) * longitudes;
  return 2 * Math.asin(Math.min(1, Math.sqrt(squared)));
}

/**
 * Whether the place lies inside the ring or on its border, with straight edges on the flat latitude/longitude
 * plane. Linear in the size of the ring.
 */
export function pointInRing(latitude: number, longitude: number, ring: Ring): boolean {
  let inside = false;
  let previous = ring.at(-1);
  for (const corner of ring) {
    if (previous) {
      if (onSegment(latitude, longitude, previous, corner)) return true;
      if (crossesRay(latitude, longitude, previous, corner)) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** The smallest box that certainly holds every place at most `radians` from the point; stores narrow by it. */
export function boundingBox(point: GeoPointValue, radians: number): BoundingBox {
  const degrees = toDegrees(radians);
  const south = Math.max(-90, point.latitude - degrees);
  const north = Math.min(90, point.latitude + degrees);
  if (south === -90 || north === 90) return { south, north, west: -180, east: 180 };
  const ratio = Math.sin(radians) / Math.cos(toRadians(point.latitude));
  if (radians >= Math.PI / 2 || ratio >= 1) return { south, north, west: -180, east: 180 };
  const spread = toDegrees(Math.asin(ratio));
  return {
    south,
    north,
    west: wrapLongitude(point.longitude - spread),
    east: wrapLongitude(point.longitude + spread),
  };
}

/** The value as a place, or undefined when it is none. */
export function readGeoPoint(value: Json | undefined): GeoPointValue | undefined {
  return isGeoPoint(value) ? value : undefined;
}

/** The corners of a Polygon value, or undefined when it is none. */
export function readRing(value: Json | undefined): Ring | undefined {
  if (!isJsonObject(value) || value.__type !== 'Polygon' || !isJsonArray(value.coordinates)) return undefined;
  const corners = value.coordinates;
  return corners.every(isCorner) ? corners : undefined;
}

function isGeoPoint(value: Json | undefined): value is GeoPointValue {
  return (
    isJsonObject(value) &&
    value.__type === 'GeoPoint' &&
    Number.isFinite(value.latitude) &&
    Number.isFinite(value.longitude)
  );
}

function isCorner(value: Json): value is readonly [number, number] {
  return isJsonArray(value) && value.length === 2 && value.every(Number.isFinite);
}

function onSegment(
  latitude: number,
  longitude: number,
  [fromLat, fromLon]: readonly [number, number],
  [toLat, toLon]: readonly [number, number],
): boolean {
  const cross = (latitude - fromLat) * (toLon - fromLon) - (longitude - fromLon) * (toLat - fromLat);
  return (
    cross === 0 &&
    latitude >= Math.min(fromLat, toLat) &&
    latitude <= Math.max(fromLat, toLat) &&
    longitude >= Math.min(fromLon, toLon) &&
    longitude <= Math.max(fromLon, toLon)
  );
}

/** Whether the edge meets the half-line that leads from the place towards greater longitudes. */
function crossesRay(
  latitude: number,
  longitude: number,
  [fromLat, fromLon]: readonly [number, number],
  [toLat, toLon]: readonly [number, number],
): boolean {
  if (fromLat > latitude === toLat > latitude) return false;
  return longitude < fromLon + ((latitude - fromLat) / (toLat - fromLat)) * (toLon - fromLon);
}

function wrapLongitude(longitude: number): number {
  if (longitude < -180) return longitude + 360;
  return longitude > 180 ? longitude - 360 : longitude;
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function toDegrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
