import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gameSchema } from '../../test/support/game-class.js';
import type { Json, JsonObject } from '../types/json.js';
import type { GeoPointValue, StoredObject } from '../types/object.js';
import type { Condition, FieldPath, Where } from '../types/where.js';
import { resolveFieldPath } from './field-path.js';
import { matches } from './matches.js';

const key = (name: string): FieldPath => resolveFieldPath(gameSchema, name);
const row = (fields: JsonObject): StoredObject => ({ ...fields, objectId: 'game1' });
const at = (latitude: number, longitude: number): GeoPointValue => ({
  __type: 'GeoPoint',
  latitude,
  longitude,
});
const date = (day: number): Json => ({ __type: 'Date', iso: `2020-01-0${day}T00:00:00.000Z` });
const winner = (objectId: string): Json => ({ __type: 'Pointer', className: '_User', objectId });
const regex = (pattern: string) => ({ pattern, flags: '' });

type Case = [fields: JsonObject, condition: Condition, holds: boolean];

function check(cases: readonly Case[]): void {
  test.each(cases)('%j %j: %j', (fields, condition, holds) => {
    expect(matches(row(fields), condition)).toBe(holds);
  });
}

describe('equal', () => {
  const equal = (name: string, value: Json): Condition => ({ op: 'equal', key: key(name), value });
  check([
    [{ score: 1 }, equal('score', 1), true],
    [{ score: 1 }, equal('score', 2), false],
    [{}, equal('score', null), true],
    [{ score: null }, equal('score', null), true],
    [{ score: 0 }, equal('score', null), false],
    [{ tags: ['a', 'b'] }, equal('tags', 'b'), true],
    [{ tags: ['a', null] }, equal('tags', null), true],
    [{ tags: ['a', 'b'] }, equal('tags', ['a', 'b']), true],
    [{ tags: [['a', 'b']] }, equal('tags', ['a', 'b']), true],
    [{ tags: ['a', 'b'] }, equal('tags', ['b', 'a']), false],
    [{ winner: winner('u') }, equal('winner', winner('u')), true],
    [{ winner: winner('u') }, equal('winner', 'u'), false],
    [{ details: { a: { b: 1 } } }, equal('details.a.b', 1), true],
    [{ details: { a: { b: 1, c: 2 } } }, equal('details.a', { c: 2, b: 1 }), true],
    [{ tags: [{ x: 1 }] }, equal('tags', { x: 1 }), true],
    [{ undeclared: 1 }, equal('undeclared', 1), false],
    [{ createdAt: '2020-01-01T00:00:00.000Z' }, equal('createdAt', date(1)), true],
  ]);
});

describe('order comparisons', () => {
  const less = (name: string, value: Json): Condition => ({ op: 'less', key: key(name), value });
  const atLeast = (name: string, value: Json): Condition => ({
    op: 'greater-or-equal',
    key: key(name),
    value,
  });
  check([
    [{ score: 1 }, less('score', 2), true],
    [{ score: 2 }, less('score', 2), false],
    [{ score: 2 }, atLeast('score', 2), true],
    [{}, less('score', 2), false],
    [{ score: null }, less('score', 2), false],
    [{ score: null }, atLeast('score', null), false],
    [{ name: 'Zed' }, less('name', 'abc'), true],
    [{ name: '\u{1f600}' }, less('name', '\uffee'), false],
    [{ won: false }, less('won', true), true],
    [{ score: 1 }, less('score', 'a'), false],
    [{ playedAt: date(1) }, less('playedAt', date(2)), true],
    [{ updatedAt: '2020-01-01T00:00:00.000Z' }, less('updatedAt', date(2)), true],
    [{ tags: [5, 1] }, less('tags', 2), true],
    [{ tags: [5, 'a'] }, less('tags', 2), false],
    [{ tags: [[1]] }, less('tags', [2]), false],
    [{ details: { a: 1 } }, less('details', { a: 2 }), false],
  ]);
});

describe('lists', () => {
  const isIn = (name: string, values: Json[]): Condition => ({ op: 'in', key: key(name), values });
  const all = (values: Json[]): Condition => ({ op: 'contains-all', key: key('tags'), values });
  const containedBy = (values: Json[]): Condition => ({ op: 'contained-by', key: key('tags'), values });
  check([
    [{ score: 1 }, isIn('score', [2, 1]), true],
    [{ score: 1 }, isIn('score', ['1']), false],
    [{}, isIn('score', [null]), true],
    [{}, isIn('score', []), false],
    [{ tags: ['a'] }, isIn('tags', ['b', 'a']), true],
    [{ tags: [{ a: 1 }] }, isIn('tags', [{ a: 1 }]), true],
    [{ winner: winner('u') }, isIn('winner', [winner('v'), winner('u')]), true],
    [{ tags: ['a', 'b', 'c'] }, all(['c', 'a']), true],
    [{ tags: ['a'] }, all(['a', 'b']), false],
    [{ tags: ['a'] }, all([]), false],
    [{ tags: [null] }, all([null]), true],
    [{}, all([null]), false],
    [{ tags: ['a', 'a'] }, containedBy(['a', 'b']), true],
    [{ tags: ['a', 'z'] }, containedBy(['a', 'b']), false],
    [{ tags: [] }, containedBy(['a']), true],
    [{}, containedBy(['a']), false],
  ]);
});

describe('exists', () => {
  const exists = (name: string, expected: boolean): Condition => ({
    op: 'exists',
    key: key(name),
    exists: expected,
  });
  check([
    [{ score: 0 }, exists('score', true), true],
    [{ score: null }, exists('score', true), true],
    [{}, exists('score', true), false],
    [{}, exists('score', false), true],
    [{ details: { a: 1 } }, exists('details.a', true), true],
    [{ details: { a: 1 } }, exists('details.toString', true), false],
    [{ undeclared: 1 }, exists('undeclared', true), false],
  ]);
});

describe('patterns and text', () => {
  const search = { term: 'fox', caseSensitive: false, diacriticSensitive: false };
  check([
    [{ name: 'abc' }, { op: 'regex', key: key('name'), regex: regex('^ab') }, true],
    [{ score: 5 }, { op: 'regex', key: key('score'), regex: regex('5') }, false],
    [{ tags: [1, 'abc'] }, { op: 'regex', key: key('tags'), regex: regex('c$') }, true],
    [{}, { op: 'regex', key: key('name'), regex: regex('') }, false],
    [{ name: 'A Fox.' }, { op: 'text', key: key('name'), search }, true],
    [{}, { op: 'text', key: key('name'), search }, false],
  ]);
});

describe('places', () => {
  const near = (maxRadians: number | undefined): Condition => ({
    op: 'near',
    key: key('place'),
    point: at(0, 0),
    maxRadians,
    sorted: true,
  });
  const box: Condition = { op: 'within-box', key: key('place'), southwest: at(0, 0), northeast: at(5, 5) };
  const area = {
    __type: 'Polygon',
    coordinates: [
      [0, 0],
      [0, 5],
      [5, 5],
      [0, 0],
    ],
  };
  check([
    [{ place: at(0, 1) }, near(0.02), true],
    [{ place: at(0, 1) }, near(0.01), false],
    [{ place: at(80, 170) }, near(undefined), true],
    [{}, near(undefined), false],
    [{ place: at(5, 5) }, box, true],
    [{ place: at(5.1, 5) }, box, false],
    [
      { place: at(1, 2) },
      {
        op: 'within-polygon',
        key: key('place'),
        ring: [
          [0, 0],
          [0, 5],
          [5, 5],
        ],
      },
      true,
    ],
    [
      { place: at(4, 2) },
      {
        op: 'within-polygon',
        key: key('place'),
        ring: [
          [0, 0],
          [0, 5],
          [5, 5],
        ],
      },
      false,
    ],
    [{ area }, { op: 'contains-point', key: key('area'), point: at(1, 2) }, true],
    [{ area }, { op: 'contains-point', key: key('area'), point: at(4, 2) }, false],
    [{}, { op: 'contains-point', key: key('area'), point: at(4, 2) }, false],
  ]);
});

describe('acl', () => {
  const readable = (...principals: string[]): Condition => ({ op: 'acl', access: 'read', principals });
  check([
    [{}, readable('*'), true],
    [{ ACL: {} }, readable('*', 'u1'), false],
    [{ ACL: { '*': { read: true } } }, readable('*'), true],
    [{ ACL: { u1: { write: true } } }, readable('*', 'u1'), false],
    [{ ACL: { u1: { write: true } } }, { op: 'acl', access: 'write', principals: ['u1'] }, true],
    [{ ACL: { 'role:A': { read: true } } }, readable('*', 'role:A'), true],
    [{ ACL: { u2: { read: true } } }, readable('*', 'u1'), false],
  ]);
});

describe('hints', () => {
  test('caseInsensitive makes equality of text ignore case, and nothing else', () => {
    const hints = { caseInsensitive: true };
    const object = row({ name: 'ÄbC', score: 1 });
    const equal = (name: string, value: Json): Where => ({ op: 'equal', key: key(name), value });
    expect(matches(object, equal('name', 'äBc'))).toBe(false);
    expect(matches(object, equal('name', 'äBc'), hints)).toBe(true);
    expect(matches(object, { op: 'nor', nodes: [equal('name', 'äBc')] }, hints)).toBe(false);
    expect(matches(object, { op: 'in', key: key('name'), values: ['äbc'] }, hints)).toBe(false);
    expect(matches(object, equal('score', 1), hints)).toBe(true);
  });
});

describe('algebra', () => {
  const value = fc.oneof(
    fc.constantFrom<Json>(null, 0, 1, 'a', 'b', true, [], ['a'], date(1), winner('u'), at(0, 1), { a: 1 }),
    fc.jsonValue({ maxDepth: 2 }).map((json) => json as Json),
  );
  const path = fc.constantFrom(
    'score',
    'name',
    'tags',
    'details',
    'details.a',
    'playedAt',
    'winner',
    'place',
    'missing',
  );
  const fields = fc.dictionary(
    fc.constantFrom('score', 'name', 'tags', 'details', 'playedAt', 'winner', 'place'),
    value,
  );
  const comparison = fc
    .tuple(
      fc.constantFrom('equal', 'not-equal', 'less', 'less-or-equal', 'greater', 'greater-or-equal'),
      path,
      value,
    )
    .map(([op, name, operand]): Condition => ({ op: op as 'equal', key: key(name), value: operand }));
  const listing = fc
    .tuple(
      fc.constantFrom('in', 'not-in', 'contains-all', 'contained-by'),
      path,
      fc.array(value, { maxLength: 4 }),
    )
    .map(([op, name, values]): Condition => ({ op: op as 'in', key: key(name), values }));
  const presence = fc
    .tuple(path, fc.boolean())
    .map(([name, exists]): Condition => ({ op: 'exists', key: key(name), exists }));
  const leaf = fc.oneof(comparison, listing, presence, fc.constant<Condition>({ op: 'everything' }));
  const tree = fc.letrec<{ where: Where }>((tie) => ({
    where: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc
        .tuple(fc.constantFrom('and', 'or', 'nor'), fc.array(tie('where'), { maxLength: 3 }))
        .map(([op, nodes]): Where => ({ op: op as 'and', nodes })),
    ),
  })).where;

  const law = (
    name: string,
    left: (a: Where, b: Where) => Where,
    right: (a: Where, b: Where) => Where,
  ): void => {
    test(name, () => {
      fc.assert(
        fc.property(fields, tree, tree, (object, a, b) => {
          expect(matches(row(object), left(a, b))).toBe(matches(row(object), right(a, b)));
        }),
        { numRuns: 300 },
      );
    });
  };
  const not = (...nodes: Where[]): Where => ({ op: 'nor', nodes });
  const or = (...nodes: Where[]): Where => ({ op: 'or', nodes });
  const and = (...nodes: Where[]): Where => ({ op: 'and', nodes });

  law(
    'nor is not or',
    (a, b) => not(a, b),
    (a, b) => not(or(a, b)),
  );
  law(
    'de Morgan',
    (a, b) => not(and(a, b)),
    (a, b) => or(not(a), not(b)),
  );
  law(
    'and commutes',
    (a, b) => and(a, b),
    (a, b) => and(b, a),
  );
  law(
    'twice not is nothing',
    (a) => not(not(a)),
    (a) => a,
  );
  law(
    'or absorbs and',
    (a, b) => or(a, and(a, b)),
    (a) => a,
  );
  law(
    'an empty and is everything',
    () => and(),
    () => ({ op: 'everything' }),
  );
  law(
    'an empty or is nothing',
    () => or(),
    () => ({ op: 'nothing' }),
  );

  test('conditions on single values keep their promises to one another', () => {
    fc.assert(
      fc.property(fields, path, value, fc.array(value, { maxLength: 12 }), (object, name, wanted, values) => {
        const holds = (condition: Condition): boolean => matches(row(object), condition);
        const at = key(name);
        expect(holds({ op: 'not-equal', key: at, value: wanted })).toBe(
          !holds({ op: 'equal', key: at, value: wanted }),
        );
        expect(holds({ op: 'not-in', key: at, values })).toBe(!holds({ op: 'in', key: at, values }));
        const each = values.some((one) => holds({ op: 'equal', key: at, value: one }));
        expect(holds({ op: 'in', key: at, values })).toBe(each);
        const less = holds({ op: 'less', key: at, value: wanted });
        const atMost = holds({ op: 'less-or-equal', key: at, value: wanted });
        expect(less && !atMost).toBe(false);
        const exists = holds({ op: 'exists', key: at, exists: true });
        expect(exists).toBe(!holds({ op: 'exists', key: at, exists: false }));
        if (!exists) expect(holds({ op: 'equal', key: at, value: null })).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('a long list is not walked for every row, which would not end', () => {
  const values = Array.from({ length: 100_000 }, (_, index) => winner(`user${index}`));
  const condition: Condition = { op: 'in', key: key('winner'), values };
  const rows = Array.from({ length: 100_000 }, (_, index) =>
    row({ winner: winner(`user${index + 99_999}`) }),
  );
  expect(rows.filter((candidate) => matches(candidate, condition))).toHaveLength(1);
});
