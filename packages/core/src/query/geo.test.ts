import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GeoPointValue } from '../types/object.js';
import { boundingBox, EARTH_RADIUS_KM, pointInRing, radiansBetween, type Ring } from './geo.js';

function at(latitude: number, longitude: number): GeoPointValue {
  return { __type: 'GeoPoint', latitude, longitude };
}

const place = fc
  .tuple(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }))
  .map(([latitude, longitude]) => at(latitude, longitude));

describe('radiansBetween', () => {
  test('measures known distances', () => {
    expect(radiansBetween(at(0, 0), at(0, 90))).toBeCloseTo(Math.PI / 2, 12);
    expect(radiansBetween(at(90, 0), at(-90, 77))).toBeCloseTo(Math.PI, 12);
    expect(radiansBetween(at(0, 179), at(0, -179))).toBeCloseTo((2 * Math.PI) / 180, 12);
    expect(radiansBetween(at(52.52, 13.405), at(48.8566, 2.3522)) * EARTH_RADIUS_KM).toBeCloseTo(877.46, 0);
  });

  test('is symmetric, zero to itself and never more than half way round', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(radiansBetween(a, b)).toBeCloseTo(radiansBetween(b, a), 9);
        expect(radiansBetween(a, a)).toBe(0);
        expect(radiansBetween(a, b)).toBeLessThanOrEqual(Math.PI);
      }),
    );
  });
});

describe('pointInRing', () => {
  const square: Ring = [
    [0, 0],
    [0, 10],
    [10, 10],
    [10, 0],
    [0, 0],
  ];
  const notched: Ring = [
    [0, 0],
    [10, 0],
    [10, 10],
    [5, 5],
    [0, 10],
  ];

  test.each<[string, Ring, readonly [number, number], boolean]>([
    ['inside', square, [5, 5], true],
    ['outside', square, [5, 11], false],
    ['on an edge', square, [0, 5], true],
    ['on a corner', square, [10, 10], true],
    ['level with a corner, outside', square, [10, 11], false],
    ['in the notch', notched, [5, 8], false],
    ['beside the notch', notched, [1, 8], true],
    ['of nothing', [], [0, 0], false],
  ])('%s', (_, ring, [latitude, longitude], expected) => {
    expect(pointInRing(latitude, longitude, ring)).toBe(expected);
    expect(pointInRing(latitude, longitude, ring.slice().reverse())).toBe(expected);
  });
});

describe('boundingBox', () => {
  test('holds every place of the circle', () => {
    fc.assert(
      fc.property(place, place, fc.double({ min: 0, max: 4, noNaN: true }), (center, other, radians) => {
        fc.pre(radiansBetween(center, other) <= radians);
        const { south, north, west, east } = boundingBox(center, radians + 1e-9);
        expect(other.latitude).toBeGreaterThanOrEqual(south);
        expect(other.latitude).toBeLessThanOrEqual(north);
        const inside =
          west <= east
            ? other.longitude >= west && other.longitude <= east
            : other.longitude >= west || other.longitude <= east;
        expect(inside).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('wraps at the date line', () => {
    const { west, east } = boundingBox(at(0, 179.5), Math.PI / 180);
    expect(west).toBeCloseTo(178.5, 6);
    expect(east).toBeCloseTo(-179.5, 6);
  });
});
