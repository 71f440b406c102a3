import type { Condition, FieldPath, GeoPointValue, Json } from '@parse/core/adapter';
import fc from 'fast-check';
import type { Exactness } from './exactness.js';

/** A point. */
export const point: fc.Arbitrary<GeoPointValue> = fc
  .record({
    latitude: fc.constantFrom(-10, 0, 0.5, 1, 5, 10, -45.5, 80),
    longitude: fc.constantFrom(-10, 0, 0.5, 1, 7, 10, -120.25, 179),
  })
  .map(({ latitude, longitude }) => pointAt(latitude, longitude));

type Ring = readonly (readonly [number, number])[];

/** Its corners and edges are points that rows hold. */
const SQUARE: Ring = [
  [0, 0],
  [0, 5],
  [5, 5],
  [5, 0],
  [0, 0],
];

const RINGS: readonly Ring[] = [SQUARE, SQUARE.map(([latitude, longitude]) => [latitude, longitude + 3])];

/** No point lies on its edges. */
const ROOMY_SQUARE: Ring = SQUARE.map(([latitude, longitude]) => [roomy(latitude), roomy(longitude)]);

/** A polygon. */
export const polygon: fc.Arbitrary<Json> = fc
  .constantFrom(...RINGS)
  .map((coordinates): Json => ({ __type: 'Polygon', coordinates }));

/** The conditions about places on earth. */
export function geoConditions(key: FieldPath, { edges = false }: Exactness): fc.Arbitrary<Condition> {
  const near = fc
    .tuple(point, fc.constantFrom(undefined, 0.01, 0.05, 0.1, 0.5, 2, 4, ...(edges ? [0] : [])))
    .map(([from, maxRadians]): Condition => ({ op: 'near', key, point: from, maxRadians, sorted: false }));
  const box = fc.tuple(point, point).map(([a, b]): Condition => ({
    op: 'within-box',
    key,
    southwest: pointAt(Math.min(a.latitude, b.latitude), Math.min(a.longitude, b.longitude)),
    northeast: pointAt(Math.max(a.latitude, b.latitude), Math.max(a.longitude, b.longitude)),
  }));
  const inRing = fc
    .constantFrom(ROOMY_SQUARE, ...(edges ? [SQUARE] : []))
    .map((ring): Condition => ({ op: 'within-polygon', key, ring }));
  const around = fc
    .constantFrom(
      pointAt(4, 1),
      pointAt(4, 4),
      pointAt(1, 7),
      ...(edges ? [pointAt(5, 1), pointAt(0, 0)] : []),
    )
    .map((inside): Condition => ({ op: 'contains-point', key, point: inside }));
  return fc.oneof(near, box, inRing, around);
}

function pointAt(latitude: number, longitude: number): GeoPointValue {
  return { __type: 'GeoPoint', latitude, longitude };
}

function roomy(degrees: number): number {
  return degrees === 0 ? -0.25 : degrees + 0.25;
}
