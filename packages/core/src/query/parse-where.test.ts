import { describe, expect, test } from 'vitest';
import { equal, key, nowhere, parse } from '../../test/support/game-query.js';
import type { JsonObject } from '../types/json.js';
import type { ParsedWhere } from '../types/where.js';

describe('conditions on one field', () => {
  test.each<[JsonObject, ParsedWhere]>([
    [{}, { op: 'everything' }],
    [{ score: 1 }, equal('score', 1)],
    [{ score: null }, equal('score', null)],
    [{ score: { $eq: 1 } }, equal('score', 1)],
    [{ score: { $ne: 1 } }, { op: 'not-equal', key: key('score'), value: 1 }],
    [{ score: { $lt: 1 } }, { op: 'less', key: key('score'), value: 1 }],
    [{ score: { $lte: 1 } }, { op: 'less-or-equal', key: key('score'), value: 1 }],
    [{ score: { $gt: 1 } }, { op: 'greater', key: key('score'), value: 1 }],
    [{ score: { $gte: 1 } }, { op: 'greater-or-equal', key: key('score'), value: 1 }],
    [{ score: { $gte: null } }, equal('score', null)],
    [{ score: { $gt: null } }, nowhere('score')],
    [{ score: { $in: [1, null, [2, 3]] } }, { op: 'in', key: key('score'), values: [1, null, 2, 3] }],
    [{ score: { $nin: [] } }, { op: 'not-in', key: key('score'), values: [] }],
    [{ score: { $exists: true } }, { op: 'exists', key: key('score'), exists: true }],
    [{ score: { $exists: 0 } }, { op: 'exists', key: key('score'), exists: false }],
    [{ score: { $exists: 'yes' } }, { op: 'exists', key: key('score'), exists: true }],
    [{ missing: 1 }, equal('missing', 1)],
    [{ 'details.a.b': { c: 1 } }, equal('details.a.b', { c: 1 })],
    [{ details: {} }, equal('details', {})],
    [{ tags: { $eq: [1, 2] } }, equal('tags', [1, 2])],
    [{ tags: { $all: ['a', 'b'] } }, { op: 'contains-all', key: key('tags'), values: ['a', 'b'] }],
    [{ tags: { $all: [['a']] } }, { op: 'contains-all', key: key('tags'), values: [['a']] }],
    [{ tags: { $all: ['a', 'a'] } }, equal('tags', 'a')],
    [{ tags: { $all: [null] } }, equal('tags', null)],
    [{ tags: { $all: [] } }, nowhere('tags')],
    [{ name: { $all: ['a'] } }, equal('name', 'a')],
    [{ name: { $all: ['a', 'b'] } }, nowhere('name')],
    [{ name: { $all: ['a', 1] } }, nowhere('name')],
    [{ 'details.a': { $all: [{ b: 1 }] } }, equal('details.a', { b: 1 })],
    [{ 'details.a': { $all: [1, 2] } }, { op: 'contains-all', key: key('details.a'), values: [1, 2] }],
    [{ score: { $all: [{ $regex: '^a' }] } }, nowhere('score')],
    [{ tags: { $containedBy: ['a'] } }, { op: 'contained-by', key: key('tags'), values: ['a'] }],
    [
      { tags: { $all: [{ $regex: '^a' }, { $regex: '^b', $options: 'i' }] } },
      {
        op: 'and',
        nodes: [
          { op: 'regex', key: key('tags'), regex: { pattern: '^a', flags: '' } },
          { op: 'regex', key: key('tags'), regex: { pattern: '^b', flags: 'i' } },
        ],
      },
    ],
    [{ name: { $regex: '^a' } }, { op: 'regex', key: key('name'), regex: { pattern: '^a', flags: '' } }],
    [
      { name: { $options: 'xii', $regex: 'a' } },
      { op: 'regex', key: key('name'), regex: { pattern: 'a', flags: 'ix' } },
    ],
    [
      { name: { $text: { $search: { $term: 'a', $caseSensitive: true, $language: 'en' } } } },
      {
        op: 'text',
        key: key('name'),
        search: { term: 'a', language: 'en', caseSensitive: true, diacriticSensitive: false },
      },
    ],
  ])('%j', (where, expected) => {
    expect(parse(where)).toEqual(expected);
  });

  test('several hold together', () => {
    expect(parse({ score: { $gt: 1, $ne: 3 }, name: 'a' })).toEqual({
      op: 'and',
      nodes: [
        { op: 'greater', key: key('score'), value: 1 },
        { op: 'not-equal', key: key('score'), value: 3 },
        equal('name', 'a'),
      ],
    });
  });
});
