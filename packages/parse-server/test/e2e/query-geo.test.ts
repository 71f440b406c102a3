import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';

const places: readonly (readonly [name: string, latitude: number, longitude: number])[] = [
  ['berlin', 52.52, 13.405],
  ['hamburg', 53.551, 9.994],
  ['paris', 48.857, 2.352],
  ['sydney', -33.869, 151.209],
];
const potsdam = new Parse.GeoPoint(52.39, 13.065);

describeOnEveryStorage('geo queries', () => {
  beforeAll(async () => {
    const cities = places.map(
      ([name, latitude, longitude]) =>
        new Parse.Object('City', { name, location: new Parse.GeoPoint(latitude, longitude) }),
    );
    await Parse.Object.saveAll([...cities, new Parse.Object('City', { name: 'nowhere' })]);
    const square = (low: number, high: number): Parse.Polygon =>
      new Parse.Polygon([
        [low, low],
        [low, high],
        [high, high],
        [high, low],
      ]);
    await Parse.Object.saveAll([
      new Parse.Object('Zone', { name: 'inner', area: square(0, 5) }),
      new Parse.Object('Zone', { name: 'outer', area: square(-10, 10) }),
    ]);
  });

  const namesOf = async (query: Parse.Query): Promise<readonly string[]> =>
    (await query.find()).map((found) => found.get('name'));
  const cities = (): Parse.Query => new Parse.Query('City');

  test('near sorts by distance and leaves out objects without a place', async () => {
    expect(await namesOf(cities().near('location', potsdam))).toEqual([
      'berlin',
      'hamburg',
      'paris',
      'sydney',
    ]);
    expect(await namesOf(cities().near('location', potsdam).limit(2))).toEqual(['berlin', 'hamburg']);
  });

  test('near combines with other conditions', async () => {
    const query = cities().near('location', potsdam).notEqualTo('name', 'berlin').limit(1);
    expect(await namesOf(query)).toEqual(['hamburg']);
  });

  test.each([
    ['withinKilometers', (q: Parse.Query) => q.withinKilometers('location', potsdam, 300)],
    ['withinMiles', (q: Parse.Query) => q.withinMiles('location', potsdam, 186)],
    ['withinRadians', (q: Parse.Query) => q.withinRadians('location', potsdam, 300 / 6371)],
  ])('%s keeps what is near enough, nearest first', async (_name, build) => {
    expect(await namesOf(build(cities()))).toEqual(['berlin', 'hamburg']);
    expect(await build(cities()).count()).toBe(2);
  });

  test('withinKilometers unsorted leaves the order to the query', async () => {
    const query = cities().withinKilometers('location', potsdam, 1000, false).descending('name');
    expect(await namesOf(query)).toEqual(['paris', 'hamburg', 'berlin']);
  });

  test('withinGeoBox', async () => {
    const box = cities().withinGeoBox('location', new Parse.GeoPoint(48, 0), new Parse.GeoPoint(53, 14));
    expect(await namesOf(box.ascending('name'))).toEqual(['berlin', 'paris']);
  });

  test('withinPolygon takes pairs of longitude and latitude', async () => {
    const around = [
      [8, 50],
      [15, 50],
      [15, 55],
      [8, 55],
    ];
    expect(await namesOf(cities().withinPolygon('location', around).ascending('name'))).toEqual([
      'berlin',
      'hamburg',
    ]);
  });

  test('polygonContains', async () => {
    const zones = (latitude: number, longitude: number): Parse.Query =>
      new Parse.Query('Zone')
        .polygonContains('area', new Parse.GeoPoint(latitude, longitude))
        .ascending('name');
    expect(await namesOf(zones(2, 2))).toEqual(['inner', 'outer']);
    expect(await namesOf(zones(7, 7))).toEqual(['outer']);
    expect(await namesOf(zones(50, 50))).toEqual([]);
  });

  test('equalTo a polygon', async () => {
    const inner = await new Parse.Query('Zone').equalTo('name', 'inner').first();
    expect(await namesOf(new Parse.Query('Zone').equalTo('area', inner?.get('area')))).toEqual(['inner']);
  });

  test('a distance of nothing finds the very place', async () => {
    const berlin = new Parse.GeoPoint(52.52, 13.405);
    expect(await namesOf(cities().withinKilometers('location', berlin, 0.001))).toEqual(['berlin']);
  });
});
