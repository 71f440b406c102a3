import { boundingBox, type BoundingBox, type GeoPointValue } from '@parse/core/adapter';
import type { Bind, SqlGeo, SqlPoint } from '@parse/storage-sql';
import { pointText, ringText } from './geo-columns.js';

/**
 * Places by PostgreSQL's own types: boxes and polygons on the flat plane of degrees, which its indexes on points know,
 * and distances by the formula of core's `radiansBetween`.
 */
export const postgresGeo: SqlGeo = {
  near(at, point, maxRadians, bind) {
    if (maxRadians === undefined) return `${at.latitude} IS NOT NULL`;
    const inBoxes = insideBoxes(at, boundingBox(point, maxRadians + ROUNDING), bind);
    return `(${inBoxes} AND ${distance(at, point, bind)} <= ${bind(maxRadians)}::double precision)`;
  },
  distance,
  withinBox: (at, southwest, northeast, bind) =>
    insideBoxes(
      at,
      {
        south: southwest.latitude,
        north: northeast.latitude,
        west: southwest.longitude,
        east: northeast.longitude,
      },
      bind,
    ),
  withinPolygon: (at, ring, bind) => `${pointOf(at)} <@ ${bind(ringText(ring))}::polygon`,
  containsPoint: (json, point, bind) => `${polygonOf(json)} @> ${bind(pointText(point))}::point`,
};

/** What a box must be wider than the distance, for the place on its edge not to be lost to rounding. */
const ROUNDING = 1e-9;

function distance({ latitude, longitude }: SqlPoint, point: GeoPointValue, bind: Bind): string {
  const byLatitude = `power(sin(radians(${bind(point.latitude)}::double precision - ${latitude}) / 2), 2)`;
  const scale = `cos(radians(${latitude})) * cos(radians(${bind(point.latitude)}::double precision))`;
  const byLongitude = `power(sin(radians(${bind(point.longitude)}::double precision - ${longitude}) / 2), 2)`;
  return `2 * asin(least(1, sqrt(${byLatitude} + ${scale} * ${byLongitude})))`;
}

/**
 * The operators of points and boxes take a millionth of a degree for nothing, so they narrow by an index and the exact
 * comparison decides. Two boxes where the one would cross the date line.
 */
function insideBoxes(at: SqlPoint, box: BoundingBox, bind: Bind): string {
  const { south, north, west, east } = box;
  const crosses = west > east;
  const edges = crosses ? [[west, 180] as const, [-180, east] as const] : [[west, east] as const];
  const conditions: string[] = [];
  if (at.indexed !== undefined) {
    const boxes = edges.map(([from, to]) => `${at.indexed} <@ ${bind(boxText(south, north, from, to))}::box`);
    conditions.push(`(${boxes.join(' OR ')})`);
  }
  conditions.push(between(at.latitude, south, north, bind));
  conditions.push(
    crosses
      ? `(${at.longitude} >= ${bind(west)} OR ${at.longitude} <= ${bind(east)})`
      : between(at.longitude, west, east, bind),
  );
  return `(${conditions.join(' AND ')})`;
}

function boxText(south: number, north: number, west: number, east: number): string {
  return `((${west},${south}),(${east},${north}))`;
}

function between(expression: string, from: number, to: number, bind: Bind): string {
  return `${expression} BETWEEN ${bind(from)} AND ${bind(to)}`;
}

function pointOf({ latitude, longitude, indexed }: SqlPoint): string {
  return indexed ?? `point(${longitude}, ${latitude})`;
}

/** The polygon of a Polygon value in JSON; NULL when there is none to be made of its corners. */
function polygonOf(json: string): string {
  const corners = `jsonb_array_elements(CASE WHEN jsonb_typeof(${json} -> 'coordinates') = 'array' THEN ${json} -> 'coordinates' ELSE '[]' END) AS corner`;
  const areNumbers = `jsonb_typeof(corner.value -> 0) = 'number' AND jsonb_typeof(corner.value -> 1) = 'number'`;
  const text = `'(' || string_agg('(' || (corner.value ->> 1) || ',' || (corner.value ->> 0) || ')', ',') || ')'`;
  return `(SELECT (${text})::polygon FROM ${corners} WHERE ${areNumbers})`;
}
