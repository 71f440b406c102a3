import { assertNever, type Condition, type GeoPointValue } from '@parse/core/adapter';
import type { BsonDocument } from '../bson.js';
import type { StoredPlace } from './place.js';

/** The conditions about places on earth. */
export type GeoCondition = Extract<
  Condition,
  { readonly op: 'near' | 'within-box' | 'within-polygon' | 'contains-point' }
>;

/** A condition about a GeoPoint or Polygon column; nothing satisfies it elsewhere. None of them needs an index. */
export function compileGeo({ path, type }: StoredPlace, condition: GeoCondition): BsonDocument {
  if (type !== (condition.op === 'contains-point' ? 'Polygon' : 'GeoPoint')) return { _id: { $in: [] } };
  switch (condition.op) {
    case 'near':
      return { [path]: withinDistance(condition.point, condition.maxRadians) };
    case 'within-box':
      return {
        [path]: { $geoWithin: { $box: [position(condition.southwest), position(condition.northeast)] } },
      };
    case 'within-polygon':
      return {
        [path]: {
          $geoWithin: { $polygon: condition.ring.map(([latitude, longitude]) => [longitude, latitude]) },
        },
      };
    case 'contains-point':
      return {
        [path]: { $geoIntersects: { $geometry: { type: 'Point', coordinates: position(condition.point) } } },
      };
    default:
      return assertNever(condition);
  }
}

/** The condition that also orders, nearest first; needs an index on the field. */
export function compileNearest(
  path: string,
  { point, maxRadians }: Extract<Condition, { op: 'near' }>,
): BsonDocument {
  const isBounded = maxRadians !== undefined && maxRadians < HALF_CIRCLE;
  return {
    [path]: { $nearSphere: position(point), ...(isBounded ? { $maxDistance: maxRadians } : {}) },
  };
}

const HALF_CIRCLE = Math.PI;

function withinDistance(point: GeoPointValue, maxRadians: number | undefined): BsonDocument {
  // Circles as large as the globe are refused by some engines; everything lies within them.
  if (maxRadians === undefined || maxRadians >= HALF_CIRCLE) return { $type: 'array' };
  return { $geoWithin: { $centerSphere: [position(point), maxRadians] } };
}

function position({ latitude, longitude }: GeoPointValue): readonly [number, number] {
  return [longitude, latitude];
}
