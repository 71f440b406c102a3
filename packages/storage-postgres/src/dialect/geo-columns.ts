import { isJsonObject, readGeoPoint, readRing, type GeoPointValue, type Json } from '@parse/core/adapter';
import { quoteName, type SqlColumn } from '@parse/storage-sql';
import { scalar, type FieldColumn } from './scalar-column.js';

/**
 * A `point` of longitude and latitude. A PostGIS column, `geometry` or `geography`, is read through its cast and
 * written as the text that PostGIS reads.
 */
export function geoPointColumn(column: FieldColumn): SqlColumn {
  const name = quoteName(column.name);
  const isGis = isPostGis(column.storedType);
  const place = isGis ? `${name}::geometry::point` : name;
  const write = isGis ? gisText(column.storedType) : pointText;
  const point = { latitude: `(${place})[1]`, longitude: `(${place})[0]`, indexed: place };
  return {
    ...scalar(column, {
      type: 'point',
      write: (value) => {
        const read = readGeoPoint(value);
        return read && write(read);
      },
      read: readPoint,
    }),
    selected: [place],
    point,
    sorted: [point.latitude, point.longitude],
    operands(value) {
      const read = readGeoPoint(value);
      return read && [read.latitude, read.longitude];
    },
    sameAs: ([latitude = null, longitude = null], bind) =>
      `(${point.latitude} = ${bind(latitude)} AND ${point.longitude} = ${bind(longitude)})`,
  };
}

/** A `polygon` of longitudes and latitudes; one of PostGIS is read through its cast. */
export function polygonColumn(column: FieldColumn): SqlColumn {
  const name = quoteName(column.name);
  const polygon = isPostGis(column.storedType) ? `${name}::geometry::polygon` : name;
  return {
    ...scalar(column, { type: 'polygon', write: polygonText, read: readPolygon }),
    selected: [polygon],
    sorted: [`(${polygon})::text COLLATE "C"`],
    // Written by the same engine, equal corners are equal texts.
    sameAs: ([operand = null], bind) => `(${polygon})::text = (${bind(operand)}::polygon)::text`,
    containsPoint: (point, bind) => `${polygon} @> ${bind(pointText(point))}::point`,
  };
}

/** A place as PostgreSQL reads a `point`: longitude first. */
export function pointText({ latitude, longitude }: GeoPointValue): string {
  return `(${longitude},${latitude})`;
}

/** Corners of latitude and longitude as PostgreSQL reads a `polygon`. */
export function ringText(ring: readonly (readonly [number, number])[]): string {
  return `(${ring.map(([latitude, longitude]) => `(${longitude},${latitude})`).join(',')})`;
}

function isPostGis(type: string | undefined): boolean {
  return type !== undefined && /^(?:\w+\.)?(?:geometry|geography)\b/.test(type);
}

/** With the reference system that the column was declared with. */
function gisText(type: string | undefined): (point: GeoPointValue) => string {
  const [, system] = /,\s*(\d+)\)/.exec(type ?? '') ?? [];
  const prefix = system === undefined ? '' : `SRID=${system};`;
  return ({ latitude, longitude }) => `${prefix}POINT(${longitude} ${latitude})`;
}

function readPoint(text: string): Json {
  const [longitude = 0, latitude = 0] = numbersOf(text);
  return { __type: 'GeoPoint', latitude, longitude };
}

function polygonText(value: Json): string | undefined {
  const ring = isJsonObject(value) ? readRing(value) : undefined;
  return ring && ringText(ring);
}

function readPolygon(text: string): Json {
  const numbers = numbersOf(text);
  const coordinates: (readonly [number, number])[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    coordinates.push([numbers[index + 1] ?? 0, numbers[index] ?? 0]);
  }
  return { __type: 'Polygon', coordinates };
}

function numbersOf(text: string): readonly number[] {
  return text.replace(/[()]/g, '').split(',').map(Number);
}
