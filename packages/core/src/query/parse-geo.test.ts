import { describe, expect, test } from 'vitest';
import { geo, key, parse } from '../../test/support/game-query.js';
import type { Json } from '../types/json.js';
import type { ParsedWhere } from '../types/where.js';

describe('places', () => {
  const near = (maxRadians: number | undefined, sorted = true): ParsedWhere => ({
    op: 'near',
    key: key('place'),
    point: geo(1, 2),
    maxRadians,
    sorted,
  });

  test.each<[Json, ParsedWhere]>([
    [{ $nearSphere: geo(1, 2) }, near(undefined)],
    [{ $nearSphere: { latitude: 1, longitude: 2 }, $maxDistance: 0.5 }, near(0.5)],
    [{ $maxDistanceInMiles: 3959, $nearSphere: geo(1, 2) }, near(1)],
    [{ $nearSphere: geo(1, 2), $maxDistanceInKilometers: 6371, $maxDistanceInRadians: 2 }, near(1)],
    [{ $geoWithin: { $centerSphere: [geo(1, 2), 0.5] } }, near(0.5, false)],
    [{ $geoWithin: { $centerSphere: [[2, 1], 0.5] } }, near(0.5, false)],
    [
      { $within: { $box: [geo(5, 1), geo(0, 7)] } },
      { op: 'within-box', key: key('place'), southwest: geo(0, 1), northeast: geo(5, 7) },
    ],
    [
      { $geoWithin: { $polygon: [geo(0, 0), geo(0, 1), geo(1, 1)] } },
      {
        op: 'within-polygon',
        key: key('place'),
        ring: [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      },
    ],
    [
      {
        $geoWithin: {
          $polygon: {
            __type: 'Polygon',
            coordinates: [
              [0, 0],
              [1, 0],
              [1, 1],
            ],
          },
        },
      },
      {
        op: 'within-polygon',
        key: key('place'),
        ring: [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      },
    ],
  ])('%j', (constraint, expected) => {
    expect(parse({ place: constraint })).toEqual(expected);
  });

  test('a polygon contains a point', () => {
    const expected = { op: 'contains-point', key: key('area'), point: geo(1, 2) };
    expect(parse({ area: { $geoIntersects: { $point: geo(1, 2) } } })).toEqual(expected);
  });

  test('distance orders the results only where it holds for all of them', () => {
    const where = { place: { $nearSphere: geo(1, 2) } };
    expect(parse({ $and: [where] })).toEqual(near(undefined));
    expect(parse({ $or: [where] })).toEqual({ op: 'or', nodes: [near(undefined, false)] });
    expect(parse({ $nor: [where] })).toEqual({ op: 'nor', nodes: [near(undefined, false)] });
  });
});
