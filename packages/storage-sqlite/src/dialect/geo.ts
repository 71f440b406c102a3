import { boundingBox, type GeoPointValue } from '@parse/core/adapter';
import type { Bind, SqlGeo, SqlPoint } from '@parse/storage-sql';

/**
 * Geo conditions: a box that the index on latitude and longitude can answer, then the exact test of core as a
 * function on what the box holds.
 */
export const sqliteGeo: SqlGeo = {
  near(at, point, maxRadians, bind) {
    if (maxRadians === undefined) return `(${at.latitude} IS NOT NULL AND ${at.longitude} IS NOT NULL)`;
    const { south, north, west, east } = boundingBox(point, maxRadians);
    const inside = box(
      at,
      { south: south - MARGIN, north: north + MARGIN, west: west - MARGIN, east: east + MARGIN },
      bind,
    );
    return `(${inside} AND ${distance(at, point, bind)} <= ${bind(maxRadians)})`;
  },
  distance,
  withinBox(at, southwest, northeast, bind) {
    const north = northeast.latitude;
    const latitudes = between(at.latitude, southwest.latitude, north, bind);
    return `(${latitudes} AND ${between(at.longitude, southwest.longitude, northeast.longitude, bind)})`;
  },
  withinPolygon(at, ring, bind) {
    const latitudes = ring.map(([latitude]) => latitude);
    const longitudes = ring.map(([, longitude]) => longitude);
    const [south, north] = range(latitudes);
    const [west, east] = range(longitudes);
    const inside = `${between(at.latitude, south, north, bind)} AND ${between(at.longitude, west, east, bind)}`;
    return `(${inside} AND parse_in_ring(${at.latitude}, ${at.longitude}, ${bind(JSON.stringify(ring))}))`;
  },
  containsPoint(json, { latitude, longitude }, bind) {
    return `parse_polygon_holds(${json}, ${bind(latitude)}, ${bind(longitude)})`;
  },
};

/** Degrees added to a box so that rounding loses no point on its border. */
const MARGIN = 1e-9;

interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

function distance(at: SqlPoint, { latitude, longitude }: GeoPointValue, bind: Bind): string {
  return `parse_radians(${at.latitude}, ${at.longitude}, ${bind(latitude)}, ${bind(longitude)})`;
}

function box({ latitude, longitude }: SqlPoint, { south, north, west, east }: Box, bind: Bind): string {
  const latitudes = between(latitude, south, north, bind);
  if (west <= east) return `${latitudes} AND ${between(longitude, west, east, bind)}`;
  return `${latitudes} AND (${longitude} >= ${bind(west)} OR ${longitude} <= ${bind(east)})`;
}

function between(expression: string, from: number, to: number, bind: Bind): string {
  return `${expression} BETWEEN ${bind(from)} AND ${bind(to)}`;
}

function range(values: readonly number[]): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
