import {
  create,
  declareClass,
  find,
  geoPoint,
  polygon,
  scenario,
  update,
  type Json,
  type Step,
} from '../../dsl.js';

const place = (name: string, latitude: number, longitude: number): Step =>
  create('Place', { name, at: geoPoint(latitude, longitude) }, { name });
const some = [place('zero', 0, 0), place('east', 0, 20), place('north', 30, 0), place('far', -40, 170)];
const where = (at: Json, options = {}): Step => find('Place', { where: { at }, ...options });

export const scenarios = [
  scenario('Distances in miles, kilometres and radians', [
    ...some,
    where({ $nearSphere: geoPoint(0, 0), $maxDistanceInMiles: 1500 }),
    where({ $nearSphere: geoPoint(0, 0), $maxDistanceInKilometers: 2300 }),
    where({ $nearSphere: geoPoint(0, 0), $maxDistanceInRadians: 0.4 }),
    where({ $nearSphere: geoPoint(0, 0), $maxDistance: 0 }),
  ]),
  scenario('The nearest come first, unless another order is asked for', [
    ...some,
    where({ $nearSphere: geoPoint(10, 8) }, { limit: 2 }),
    where({ $nearSphere: geoPoint(10, 8) }, { skip: 1, limit: 2 }),
    where({ $nearSphere: geoPoint(10, 8) }, { order: 'name' }),
  ]),
  scenario('A point and another condition', [
    ...some,
    find('Place', { where: { at: { $nearSphere: geoPoint(0, 0) }, name: { $ne: 'zero' } } }),
  ]),
  scenario('A point is equal to itself', [
    ...some,
    where(geoPoint(0, 20)),
    where({ $ne: geoPoint(0, 20) }, { order: 'name' }),
    where({ $in: [geoPoint(0, 20), geoPoint(30, 0)] }, { order: 'name' }),
    where({ $exists: true }, { count: 1, limit: 0 }),
  ]),
  scenario('A box has its corners in order', [
    ...some,
    where({ $within: { $box: [geoPoint(-1, -1), geoPoint(31, 21)] } }),
    where({ $within: { $box: [geoPoint(31, 21), geoPoint(-1, -1)] } }),
    where({ $within: { $box: [geoPoint(-1, -1)] } }),
    where({ $within: { $box: 'x' } }),
  ]),
  scenario('A polygon given as a value', [
    ...some,
    where({ $geoWithin: { $polygon: polygon([-1, -1], [-1, 21], [31, 21], [31, -1]) } }),
    where({ $geoWithin: { $polygon: [geoPoint(0, 0), geoPoint(1, 1)] } }),
    where({ $geoWithin: { $polygon: [] } }),
  ]),
  scenario('A circle', [
    ...some,
    where({ $geoWithin: { $centerSphere: [geoPoint(0, 0), 0.4] } }),
    where({ $geoWithin: { $centerSphere: [[0, 0], 0.4] } }),
    where({ $geoWithin: { $centerSphere: [geoPoint(0, 0), -1] } }),
    where({ $geoWithin: { $centerSphere: [geoPoint(0, 0)] } }),
  ]),
  scenario('A field that is no point is written after a search near something by it', [
    declareClass('Place', { fields: { name: { type: 'String' }, map: { type: 'Object' } } }),
    create('Place', { name: 'one' }, { name: 'row' }),
    find('Place', { where: { map: { $nearSphere: geoPoint(0, 0) } } }),
    update('Place', 'row', { map: { a: 2 } }),
    update('Place', 'row', { 'map.a': 3 }),
    create('Place', { map: { a: 4 } }),
    update('Place', 'row', { name: 'two' }),
  ]),
  scenario('A class has one point', [
    create('Place', { at: geoPoint(0, 0) }, { name: 'row' }),
    create('Place', { at: geoPoint(0, 0), other: geoPoint(1, 1) }),
    update('Place', 'row', { other: geoPoint(1, 1) }),
  ]),
  scenario('A point lies on the earth', [
    place('pole', 90, 0),
    place('edge', 0, 180),
    place('west', 0, -180),
    find('Place', { order: 'name' }),
  ]),
  scenario('A polygon is closed by the server', [
    create('Area', { shape: polygon([0, 0], [0, 2], [2, 2]) }, { name: 'area' }),
    find('Area'),
    find('Area', { where: { shape: polygon([0, 0], [0, 2], [2, 2]) } }),
    find('Area', { where: { shape: polygon([0, 0], [0, 2], [2, 2], [0, 0]) } }),
    update('Area', 'area', { shape: polygon([1, 1], [1, 2], [2, 2]) }),
  ]),
  scenario('A polygon holds a point at its edge', [
    create('Area', { shape: polygon([0, 0], [0, 10], [10, 10], [10, 0]) }),
    find('Area', { where: { shape: { $geoIntersects: { $point: geoPoint(0, 5) } } } }),
    find('Area', { where: { shape: { $geoIntersects: { $point: geoPoint(-1, 5) } } } }),
  ]),
  scenario('A point in an object and in a list is a value', [
    create('Place', { map: { at: geoPoint(1, 2) }, list: [geoPoint(3, 4)] }),
    find('Place'),
  ]),
];
