import { describe, expect, test } from 'vitest';
import { date, equal, geo, key, nowhere, parse, winner } from '../../test/support/game-query.js';
import type { Json, JsonObject } from '../types/json.js';
import type { Condition } from '../types/where.js';
import { conditionKeys } from './walk-where.js';

const everywhere = (name: string): Condition => ({ op: 'not-in', key: key(name), values: [] });

describe('values are brought into the form rows hold', () => {
  test.each<[string, Json, Json]>([
    ['playedAt', date('2020-01-01'), date('2020-01-01T00:00:00.000Z')],
    ['playedAt', date('2020-01-01T02:00:00+01:00'), date('2020-01-01T01:00:00.000Z')],
    ['playedAt', date('2020-01-01T00:00:00'), date('2020-01-01T00:00:00.000Z')],
    ['playedAt', '2020-01-01T00:00:00.000Z', date('2020-01-01T00:00:00.000Z')],
    ['createdAt', '2020-01-01T00:00:00.000Z', date('2020-01-01T00:00:00.000Z')],
    ['winner', { ...winner, name: 'x' }, winner],
    ['winner', 'u1', winner],
    ['replay', { __type: 'File', name: 'a', url: 'http://x' }, { __type: 'File', name: 'a' }],
    ['replay', 'a', { __type: 'File', name: 'a' }],
    ['place', { ...geo(1, 2), extra: 1 }, geo(1, 2)],
    [
      'area',
      {
        __type: 'Polygon',
        coordinates: [
          [0, 0],
          [0, 1],
          [1, 1],
        ],
      },
      {
        __type: 'Polygon',
        coordinates: [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      },
    ],
    ['tags', winner, winner],
  ])('%s %j', (name, value, expected) => {
    expect(parse({ [name]: value })).toEqual(equal(name, expected));
    expect(parse({ [name]: { $in: [value] } })).toEqual({ op: 'in', key: key(name), values: [expected] });
  });

  test.each<[string, Json]>([
    ['score', '1'],
    ['score', true],
    ['score', Infinity],
    ['name', 1],
    ['won', 1],
    ['playedAt', 'yesterday'],
    ['playedAt', 5],
    ['playedAt', date('nope')],
    ['playedAt', { __type: 'Date' }],
    ['winner', 5],
    ['winner', { __type: 'Pointer', className: '_User' }],
    ['seed', 'aGk='],
    ['place', { __type: 'GeoPoint', latitude: 'a', longitude: 0 }],
    ['details', 'x'],
    ['name', winner],
  ])('%s %j fits no row, which leaves the field to be seen', (name, value) => {
    expect(parse({ [name]: value })).toEqual(nowhere(name));
    expect(parse({ [name]: { $ne: value } })).toEqual(everywhere(name));
    expect(parse({ [name]: { $gt: value } })).toEqual(nowhere(name));
    expect(parse({ [name]: { $in: [value, null] } })).toEqual({ op: 'in', key: key(name), values: [null] });
    expect(conditionKeys(parse({ [name]: value }))).toEqual([key(name)]);
  });

  test.each<[JsonObject]>([
    [{ score: { $regex: 'a' } }],
    [{ score: { $all: [1, 2] } }],
    [{ score: { $containedBy: [1] } }],
    [{ score: { $nearSphere: geo(0, 0) } }],
    [{ place: { $geoIntersects: { $point: geo(0, 0) } } }],
    [{ score: {} }],
  ])('%j asks what the column cannot answer', (where) => {
    const [name = ''] = Object.keys(where);
    expect(parse(where)).toEqual(nowhere(name));
  });

  test('operators inside values stay out of the tree', () => {
    expect(parse({ 'details.a': { b: { $gt: '' } } })).toEqual(nowhere('details.a'));
    expect(parse({ tags: { $in: [{ $where: 'x' }, 'a'] } })).toEqual({
      op: 'in',
      key: key('tags'),
      values: ['a'],
    });
    expect(parse({ tags: { $all: [{ a: [{ $ne: 1 }] }] } })).toEqual(nowhere('tags'));
  });
});
