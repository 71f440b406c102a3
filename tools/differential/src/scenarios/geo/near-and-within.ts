import { create, find, geoPoint, polygon, scenario } from '../../dsl.js';

const cities = [
  create('City', { name: 'Berlin', at: geoPoint(52.52, 13.4) }),
  create('City', { name: 'Paris', at: geoPoint(48.86, 2.35) }),
  create('City', { name: 'Lima', at: geoPoint(-12.05, -77.04) }),
];

export const scenarios = [
  scenario('$nearSphere sorts by distance, up to a distance', [
    ...cities,
    find('City', { where: { at: { $nearSphere: geoPoint(50, 10) } } }),
    find('City', { where: { at: { $nearSphere: geoPoint(50, 10), $maxDistance: 0.2 } } }),
    find('City', { where: { at: { $nearSphere: geoPoint(50, 10), $maxDistanceInKilometers: 500 } } }),
    find('City', { where: { at: { $nearSphere: geoPoint(50, 10) } }, count: 1, limit: 0 }),
  ]),
  scenario('$within a box and $geoWithin a polygon or a circle', [
    ...cities,
    find('City', { where: { at: { $within: { $box: [geoPoint(40, 0), geoPoint(60, 20)] } } } }),
    find('City', {
      where: {
        at: {
          $geoWithin: { $polygon: [geoPoint(40, 0), geoPoint(60, 0), geoPoint(60, 20), geoPoint(40, 20)] },
        },
      },
    }),
    find('City', { where: { at: { $geoWithin: { $centerSphere: [geoPoint(50, 10), 0.1] } } } }),
  ]),
  scenario('$geoIntersects finds the polygons a point lies in', [
    create('Area', { shape: polygon([0, 0], [0, 10], [10, 10], [10, 0]) }),
    find('Area', { where: { shape: { $geoIntersects: { $point: geoPoint(5, 5) } } } }),
    find('Area', { where: { shape: { $geoIntersects: { $point: geoPoint(15, 5) } } } }),
  ]),
];
