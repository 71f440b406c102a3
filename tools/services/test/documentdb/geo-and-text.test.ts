import type { Document, Filter } from 'mongodb';
import { beforeAll, expect, test } from 'vitest';
import { idsOf, useMongo, type Row } from '../support/mongo.js';

const mongo = useMongo();
const point = (longitude: number, latitude: number): Document => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});
const square = [
  [-1, -1],
  [2, -1],
  [2, 2],
  [-1, 2],
  [-1, -1],
];

beforeAll(async () => {
  const places = [
    { _id: 'a', loc: point(0, 0), pair: [0, 0] },
    { _id: 'b', loc: point(1, 1), pair: [1, 1] },
    { _id: 'c', loc: point(10, 10), pair: [10, 10] },
  ];
  const geo = await mongo.filled('geo', places);
  await geo.createIndex({ loc: '2dsphere' });
  await geo.createIndex({ pair: '2d' });
});

test.each<readonly [Filter<Row>, readonly string[]]>([
  [{ loc: { $nearSphere: { $geometry: point(0.9, 0.9), $maxDistance: 200_000 } } }, ['b', 'a']],
  [{ loc: { $nearSphere: [0.9, 0.9], $maxDistance: 0.05 } }, ['b', 'a']],
  [{ pair: { $near: [0.9, 0.9], $maxDistance: 5 } }, ['b', 'a']],
  [{ pair: { $nearSphere: [0.9, 0.9], $maxDistance: 0.05 } }, ['b', 'a']],
  [{ loc: { $geoWithin: { $centerSphere: [[0, 0], 0.05] } } }, ['a', 'b']],
  [{ loc: { $geoWithin: { $geometry: { type: 'Polygon', coordinates: [square] } } } }, ['a', 'b']],
  [{ loc: { $geoIntersects: { $geometry: point(10, 10) } } }, ['c']],
  [{ pair: { $geoWithin: { $box: [square[0], square[2]] } } }, ['a', 'b']],
  [{ pair: { $geoWithin: { $polygon: square.slice(0, 4) } } }, ['a', 'b']],
  [{ pair: { $geoWithin: { $center: [[0, 0], 2] } } }, ['a', 'b']],
])('%j', async (filter, ids) => {
  const found = idsOf(await mongo.collection('geo').find(filter).toArray());
  const isSorted = JSON.stringify(filter).includes('"$near');
  expect(isSorted ? found : [...found].sort()).toEqual(ids);
});

test('$geoNear gives the distance, and wants an index', async () => {
  const near = { near: point(0, 0), key: 'loc', distanceField: 'd', spherical: true, maxDistance: 200_000 };
  const found = await mongo
    .collection('geo')
    .aggregate([{ $geoNear: near }])
    .toArray();
  expect(idsOf(found)).toEqual(['a', 'b']);
  // On the sphere it is 157 425 m; this engine measures on an ellipsoid.
  expect(Math.abs(found[1]?.['d'] - 157_425)).toBeLessThan(200);
  const plain = await mongo.filled('plain', [{ q: [0, 0] }]);
  await expect(plain.find({ q: { $nearSphere: [0, 0] } }).toArray()).rejects.toMatchObject({ code: 291 });
});

test('text search: words, phrases, exclusions, order by score', async () => {
  const texts = await mongo.filled('texts', [
    { _id: 1, title: 'coffee shop', body: 'nice' },
    { _id: 2, title: 'tea', body: 'coffee is served' },
    { _id: 3, title: 'none' },
  ]);
  await texts.createIndex({ title: 'text', body: 'text' }, { weights: { title: 10 } }, {});
  const score = { $meta: 'textScore' } as const;
  const search = async (text: string): Promise<readonly unknown[]> =>
    idsOf(
      await texts
        .find({ $text: { $search: text } })
        .sort({ score })
        .project({ score })
        .toArray(),
    );
  expect(await search('coffee')).toEqual([1, 2]);
  expect(await search('"coffee shop"')).toEqual([1]);
  expect(await search('coffee -shop')).toEqual([2]);
  await expect(texts.createIndex({ other: 'text' })).rejects.toThrow();
});
