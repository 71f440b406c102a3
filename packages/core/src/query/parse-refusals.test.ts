import { describe, expect, test } from 'vitest';
import { equal, geo, parse, winner } from '../../test/support/game-query.js';
import type { Json } from '../types/json.js';

describe('parseWhere refuses', () => {
  test.each<[Json, number, string]>([
    [null, 107, 'where parameter is not valid JSON'],
    ['x', 107, 'where parameter is not valid JSON'],
    [5, 107, 'where parameter is not valid JSON'],
    [[{}], 105, 'Invalid key name: 0'],
    [{ 'bad-key': 1 }, 105, 'Invalid key name: bad-key'],
    [{ $foo: 1 }, 105, 'Invalid key name: $foo'],
    [{ $where: 'true' }, 105, 'Invalid key name: $where'],
    [{ _rperm: '*' }, 105, 'Invalid key name: _rperm'],
    [{ _secret: 'x' }, 105, 'Invalid key name: _secret'],
    [JSON.parse('{"__proto__":1}') as Json, 105, 'Invalid key name: __proto__'],
    [{ ACL: {} }, 102, 'Cannot query on ACL.'],
    [{ 'ACL.x': 1 }, 102, 'Cannot query on ACL.'],
    [{ $or: 5 }, 102, 'Permission denied'],
    [{ $and: { a: 1 } }, 102, 'Permission denied'],
    [{ $nor: null }, 102, 'Permission denied'],
    [{ $or: [1] }, 102, 'Permission denied'],
    [{ $or: [null] }, 102, 'Permission denied'],
    [{ $or: [] }, 102, 'Bad $or format - use an array of at least 1 value.'],
    [{ $nor: [] }, 102, 'Bad $nor format - use an array of at least 1 value.'],
    [{ $nor: true }, 102, 'Permission denied'],
    [{ score: { $foo: 1 } }, 107, 'bad constraint: $foo'],
    [{ score: { $not: { $gt: 1 } } }, 107, 'bad constraint: $not'],
    [{ score: { $gt: 1, foo: 2 } }, 107, 'bad atom: {"foo":2}'],
    [{ score: { $gt: { a: 1 } } }, 107, 'bad atom: {"a":1}'],
    [{ score: { $gt: [1] } }, 107, 'bad atom: [1]'],
    [{ score: { $exists: [] } }, 107, 'bad atom: []'],
    [{ score: { a: 1 } }, 107, 'You cannot use [object Object] as a query parameter.'],
    [{ tags: [1, 2] }, 107, 'You cannot use 1,2 as a query parameter.'],
    [
      { tags: [1, 'a', null, [true, [null, 2]], { a: 1 }] },
      107,
      'You cannot use 1,a,,true,,2,[object Object] as a query parameter.',
    ],
    [{ score: { __type: 'Foo' } }, 107, 'You cannot use [object Object] as a query parameter.'],
    [{ score: { $in: 5 } }, 107, 'bad $in value'],
    [{ score: { $nin: 'x' } }, 107, 'bad $nin value'],
    [{ name: { $in: [{ $regex: '^a' }] } }, 107, 'bad atom: {"$regex":"^a"}'],
    [{ tags: { $all: 1 } }, 107, 'bad $all value'],
    [
      { tags: { $all: [{ $regex: '^a' }, 'x'] } },
      107,
      'All $all values must be of regex type or none: /^a/,x',
    ],
    [{ score: { $all: [{ a: 1 }] } }, 107, 'bad atom: {"a":1}'],
    [{ players: { $all: 1 } }, 107, 'bad $all value'],
    [{ tags: { $containedBy: 1 } }, 107, 'bad $containedBy: should be an array'],
    [{ score: { $containedBy: [1, [2]] } }, 107, 'bad atom: [2]'],
    [{ players: { $containedBy: 1 } }, 107, 'bad $containedBy: should be an array'],
    [{ name: { $regex: 5 } }, 102, '$regex value must be a string'],
    [{ name: { $regex: 'a', $options: 5 } }, 102, '$options value must be a string'],
    [{ name: { $regex: 'a', $options: 'g' } }, 102, 'Bad $options value for query: g'],
    [{ name: { $regex: 'a', $options: '' } }, 102, 'Bad $options value for query: '],
    [{ name: { $options: 'i' } }, 102, '$options can only be used with $regex'],
    [{ name: { $regex: '(' } }, 102, 'Invalid regular expression: missing closing ): `(`'],
    [{ name: { $text: 5 } }, 107, 'bad $text: $search, should be object'],
    [{ name: { $text: { $search: {} } } }, 107, 'bad $text: $term, should be string'],
    [
      { name: { $text: { $search: { $term: 'a', $language: 5 } } } },
      107,
      'bad $text: $language, should be string',
    ],
    [
      { name: { $text: { $search: { $term: 'a', $caseSensitive: 'x' } } } },
      107,
      'bad $text: $caseSensitive, should be boolean',
    ],
    [{ place: { $within: {} } }, 107, 'malformatted $within arg'],
    [
      { place: { $geoWithin: { $polygon: [] } } },
      107,
      'bad $geoWithin value; $polygon should contain at least 3 GeoPoints',
    ],
    [
      { place: { $geoWithin: { $polygon: 5 } } },
      107,
      "bad $geoWithin value; $polygon should be Polygon object or Array of Parse.GeoPoint's",
    ],
    [
      { place: { $geoWithin: { $polygon: { __type: 'Polygon' } } } },
      107,
      'bad $geoWithin value; Polygon.coordinates should contain at least 3 lon/lat pairs',
    ],
    [{ place: { $geoWithin: { $polygon: [1, 2, 3] } } }, 107, 'bad $geoWithin value'],
    [
      { place: { $geoWithin: { $centerSphere: [geo(0, 0)] } } },
      107,
      'bad $geoWithin value; $centerSphere should be an array of Parse.GeoPoint and distance',
    ],
    [
      { place: { $geoWithin: { $centerSphere: ['x', 1] } } },
      107,
      'bad $geoWithin value; $centerSphere geo point invalid',
    ],
    [
      { place: { $geoWithin: { $centerSphere: [geo(0, 0), -1] } } },
      107,
      'bad $geoWithin value; $centerSphere distance invalid',
    ],
    [{ area: { $geoIntersects: { $point: 5 } } }, 107, 'bad $geoIntersect value; $point should be GeoPoint'],
    [{ place: { $maxDistance: 1 } }, 107, 'bad constraint: $maxDistance'],
    [{ place: { $nearSphere: geo(100, 0) } }, 107, 'bad $nearSphere value; should be GeoPoint'],
    [{ winner: { $inQuery: { className: 'A' } } }, 102, 'improper usage of $inQuery'],
    [{ winner: { $notInQuery: { where: {} } } }, 102, 'improper usage of $notInQuery'],
    [{ winner: { $inQuery: { className: { $ne: '' }, where: {} } } }, 102, 'improper usage of $inQuery'],
    [{ name: { $select: { query: { className: 'A' } } } }, 102, 'improper usage of $select'],
    [{ name: { $dontSelect: 'x' } }, 102, 'improper usage of $dontSelect'],
    [{ $relatedTo: { object: { $ne: null }, key: 'a' } }, 102, 'improper usage of $relatedTo'],
    [
      { $relatedTo: { object: { ...winner, objectId: { $gt: '' } }, key: 'a' } },
      102,
      'improper usage of $relatedTo',
    ],
  ])('%j', (where, code, message) => {
    expect(() => parse(where)).toThrow(expect.objectContaining({ name: 'ParseError', code, message }));
  });

  test('patterns where the server does not allow them', () => {
    const error = expect.objectContaining({ code: 102, message: '$regex operator is not allowed' }) as Error;
    expect(() => parse({ name: { $regex: 'a' } }, { allowRegex: false })).toThrow(error);
  });

  test('internal columns only to those who may not name them', () => {
    expect(parse({ _secret: 'x' }, { internalFields: true })).toEqual(equal('_secret', 'x'));
    expect(() => parse({ _other: 'x' }, { internalFields: true })).toThrow('Invalid key name: _other');
  });

  test.each<[Json, string]>([
    [{ $or: 5 }, '$or must be an array'],
    [{ $nor: [null] }, '$nor must be an array of objects'],
  ])('%j with the reason, where errors are not sanitised', (where, message) => {
    expect(() => parse(where, { tellsReason: true })).toThrow(message);
  });
});
