import type { GeoPointValue, Json } from '@parse/core/adapter';
import { findCase, type FindCase } from '../find-case.js';
import type { StorageCase } from '../storage-case.js';

const point = (latitude: number, longitude: number): GeoPointValue => ({
  __type: 'GeoPoint',
  latitude,
  longitude,
});
const polygon = (coordinates: Json): Json => ({ __type: 'Polygon', coordinates });
const RADIUS_KM = 6371;

const cities: FindCase['rows'] = {
  sydney: { v: point(-33.8688, 151.2093) },
  ulm: { v: point(48.4011, 9.9876) },
  nowhere: {},
  paris: { v: point(48.8566, 2.3522) },
  none: { v: null },
  london: { v: point(51.5074, -0.1278) },
};
const grid: FindCase['rows'] = {
  a: { v: point(0, 0) },
  b: { v: point(5, 5) },
  c: { v: point(10, 10) },
  d: { v: point(10.001, 5) },
  e: {},
};
const square = [
  [0, 0],
  [0, 10],
  [10, 10],
  [10, 0],
  [0, 0],
] as const;

const near =
  (from: GeoPointValue, maxRadians: number | undefined, sorted: boolean): FindCase['where'] =>
  (key) => ({
    op: 'near',
    key: key('v'),
    point: from,
    maxRadians,
    sorted,
  });
const box =
  (southwest: GeoPointValue, northeast: GeoPointValue): FindCase['where'] =>
  (key) => ({
    op: 'within-box',
    key: key('v'),
    southwest,
    northeast,
  });

const geo = (data: Omit<FindCase, 'needs' | 'fields'> & Partial<FindCase>): StorageCase =>
  findCase({ fields: { v: 'GeoPoint' }, ...data, needs: ['geo'] });

/** Places. */
export const geoCases: readonly StorageCase[] = [
  geo({
    name: 'near without a distance finds every place, nearest first',
    rows: cities,
    where: near(point(48.8566, 2.3522), undefined, true),
    ordered: true,
    finds: ['paris', 'london', 'ulm', 'sydney'],
  }),
  geo({
    name: 'near with a distance leaves out what is farther',
    rows: cities,
    where: near(point(48.8566, 2.3522), 400 / RADIUS_KM, true),
    ordered: true,
    finds: ['paris', 'london'],
  }),
  geo({
    name: 'near that is not sorted finds the same places',
    rows: cities,
    where: near(point(48.8566, 2.3522), 700 / RADIUS_KM, false),
    finds: ['paris', 'london', 'ulm'],
  }),
  geo({
    name: 'near with distance 0 finds the place itself',
    rows: cities,
    where: near(point(51.5074, -0.1278), 0, true),
    finds: ['london'],
  }),
  geo({
    name: 'near gives way to an order',
    rows: cities,
    where: near(point(48.8566, 2.3522), 700 / RADIUS_KM, true),
    sort: (key) => [{ key: key('objectId'), descending: true }],
    finds: ['ulm', 'paris', 'london'],
  }),
  geo({
    name: 'near keeps to its order with limit and skip',
    rows: cities,
    where: near(point(48.8566, 2.3522), undefined, true),
    skip: 1,
    limit: 2,
    ordered: true,
    finds: ['london', 'ulm'],
  }),
  geo({
    name: 'near measures across the date line',
    rows: { samoa: { v: point(-17, -179.9) }, fiji: { v: point(-17, 179.9) }, lima: { v: point(-12, -77) } },
    where: near(point(-17, 179.95), 50 / RADIUS_KM, true),
    ordered: true,
    finds: ['fiji', 'samoa'],
  }),
  geo({
    name: 'near measures across a pole',
    rows: { a: { v: point(89.9, 0) }, b: { v: point(89.9, 180) }, c: { v: point(80, 0) } },
    where: near(point(89.95, 0), 30 / RADIUS_KM, true),
    ordered: true,
    finds: ['a', 'b'],
  }),
  geo({
    name: 'within-box takes its borders in',
    rows: grid,
    where: box(point(0, 0), point(10, 10)),
    finds: ['a', 'b', 'c'],
  }),
  geo({
    name: 'within-box finds nothing outside',
    rows: grid,
    where: box(point(20, 20), point(30, 30)),
    finds: [],
  }),
  geo({
    name: 'within-polygon finds what the ring encloses',
    rows: { a: { v: point(5, 5) }, b: { v: point(15, 5) }, c: { v: point(5, -1) }, d: {} },
    where: (key) => ({ op: 'within-polygon', key: key('v'), ring: square }),
    finds: ['a'],
  }),
  geo({
    name: 'within-polygon follows a dent',
    rows: { inside: { v: point(1, 1) }, dent: { v: point(8, 5) }, arm: { v: point(8, 1) } },
    where: (key) => ({
      op: 'within-polygon',
      key: key('v'),
      ring: [
        [0, 0],
        [10, 0],
        [10, 3],
        [4, 3],
        [4, 7],
        [10, 7],
        [10, 10],
        [0, 10],
        [0, 0],
      ],
    }),
    finds: ['inside', 'arm'],
  }),
  geo({
    name: 'contains-point finds the polygons around a place',
    fields: { v: 'Polygon' },
    rows: {
      a: {
        v: polygon([
          [0, 0],
          [0, 10],
          [10, 10],
          [10, 0],
          [0, 0],
        ]),
      },
      b: {
        v: polygon([
          [20, 20],
          [20, 30],
          [30, 30],
          [20, 20],
        ]),
      },
      c: {},
    },
    where: (key) => ({ op: 'contains-point', key: key('v'), point: point(5, 6) }),
    finds: ['a'],
  }),
  geo({
    name: 'nor of a place condition takes unset rows',
    rows: grid,
    where: (key) => ({ op: 'nor', nodes: [box(point(0, 0), point(10, 10))(key)] }),
    finds: ['d', 'e'],
  }),
];
