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
  const isBounded = maxRadians !== undefined && maxRadians < Math.PI;
  return {
    [path]: { $nearSphere: position(point), ...(isBounded ? { $maxDistance: maxRadians } : {}) },
  };
}

/** Engines know circles up to a half of the globe; beyond, what lies around the opposite point is left out. */
function withinDistance(point: GeoPointValue, maxRadians: number | undefined): BsonDocument {
  if (maxRadians === undefined || maxRadians >= Math.PI) return { $type: 'array' };
  if (maxRadians <= Math.PI / 2) return circle(point, maxRadians);
  const opposite: GeoPointValue = {
    __type: 'GeoPoint',
    latitude: -point.latitude,
    longitude: point.longitude > 0 ? point.longitude - 180 : point.longitude + 180,
  };
  return { $type: 'array', $not: circle(opposite, Math.PI - maxRadians) };
}

function circle(center: GeoPointValue, radians: number): BsonDocument {
  return { $geoWithin: { $centerSphere: [position(center), radians] } };
}

function position({ latitude, longitude }: GeoPointValue): readonly [number, number] {
  return [longitude, latitude];
}
