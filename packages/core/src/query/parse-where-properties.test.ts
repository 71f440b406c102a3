import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { date, geo, parse, winner } from '../../test/support/game-query.js';
import { gameSchema } from '../../test/support/game-class.js';
import type { Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { ParsedWhere, Where } from '../types/where.js';
import { matches } from './matches.js';
import { visitLeaves } from './walk-where.js';

describe('any JSON', () => {
  const names = Object.keys(gameSchema.fields).concat(
    'details.a',
    'tags.0',
    'missing',
    'a-b',
    '__proto__',
    'constructor',
  );
  const operators = [
    '$or',
    '$and',
    '$nor',
    '$eq',
    '$ne',
    '$lt',
    '$gte',
    '$in',
    '$nin',
    '$exists',
    '$all',
    '$containedBy',
    '$regex',
    '$options',
    '$text',
    '$search',
    '$term',
    '$nearSphere',
    '$maxDistance',
    '$within',
    '$box',
    '$geoWithin',
    '$polygon',
    '$centerSphere',
    '$geoIntersects',
    '$point',
    '$inQuery',
    '$select',
    '$relatedTo',
    '$relativeTime',
    '$foo',
    '__type',
    'className',
    'where',
    'query',
    'key',
    'object',
    'iso',
    'latitude',
    'longitude',
    'coordinates',
  ];
  const leaf = fc.oneof(
    fc.constantFrom<Json>(
      null,
      0,
      -1,
      1.5,
      '',
      'a',
      '^a',
      '(',
      true,
      false,
      'now',
      'in 1 day',
      'Date',
      'Pointer',
      'GeoPoint',
    ),
    fc.constantFrom<Json>(winner, geo(1, 2), date('2020-01-01')),
    fc.string(),
  );
  const json = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      leaf,
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, ...operators), tie('json'), { maxKeys: 3 }),
    ),
  })).json;

  test('is a query or a ParseError, and a query has a meaning for every row', () => {
    const row: StoredObject = { objectId: 'a', score: 1, tags: ['a'], place: geo(0, 0), details: { a: 1 } };
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names, '$or', '$and', '$nor', '$relatedTo'), json),
        (where) => {
          let parsed: ParsedWhere;
          try {
            parsed = parse(where);
          } catch (error) {
            expect(error).toMatchObject({ name: 'ParseError' });
            return;
          }
          let links = 0;
          visitLeaves(parsed, (found) => {
            if (['in-query', 'select', 'related-to', 'relation-holds'].includes(found.op)) links += 1;
          });
          if (links === 0) expect(matches(row, parsed as Where)).toBeTypeOf('boolean');
          expect(JSON.stringify(parsed)).not.toMatch(/"value":\{[^}]*"\$[^"]*":/);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
