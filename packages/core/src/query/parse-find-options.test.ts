import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gameSchema } from '../../test/support/game-class.js';
import { key } from '../../test/support/game-query.js';
import type { Json, JsonObject } from '../types/json.js';
import { FIND_PARAMETERS } from './find-parameters.js';
import { parseFindOptions, type FindRequest, type FindRules } from './parse-find-options.js';

const rules: FindRules = {
  defaultLimit: 100,
  maxLimit: 500,
  requestComplexity: { includeDepth: 3, includeCount: 4 },
};
const parse = (input: JsonObject): FindRequest => parseFindOptions(gameSchema, input, rules);

test('without parameters a find returns the first page of everything', () => {
  expect(parse({})).toEqual({
    where: {},
    limit: 100,
    skip: 0,
    sort: [],
    count: false,
    fields: undefined,
    keys: undefined,
    excludeKeys: [],
    score: false,
    include: [],
    hints: {},
  });
});

describe('values are read from URLs and from bodies', () => {
  test.each<[JsonObject, Partial<FindRequest>]>([
    [{ where: '{"a":1}' }, { where: { a: 1 } }],
    [{ where: { a: 1 } }, { where: { a: 1 } }],
    [{ limit: '10' }, { limit: 10 }],
    [{ limit: 10 }, { limit: 10 }],
    [{ limit: '1e1' }, { limit: 10 }],
    [{ limit: 0 }, { limit: 0 }],
    [{ limit: 9999 }, { limit: 500 }],
    [{ limit: -5 }, { limit: 5 }],
    [{ limit: null }, { limit: 100 }],
    [{ limit: '' }, { limit: 100 }],
    [{ skip: '7' }, { skip: 7 }],
    [{ count: 1 }, { count: true }],
    [{ count: '1' }, { count: true }],
    [{ count: '0' }, { count: false }],
    [{ count: 'false' }, { count: false }],
    [{ count: null }, { count: false }],
    [{ explain: true }, { explain: true }],
    [{ explain: 'true' }, { explain: true }],
    [{ explain: 'executionStats' }, { explain: 'executionStats' }],
    [{ redirectClassNameForKey: 'winner' }, { redirectClassNameForKey: 'winner' }],
    [{ includeReadPreference: 'SECONDARY' }, { includeReadPreference: 'SECONDARY' }],
    [{ subqueryReadPreference: 'NEAREST' }, { subqueryReadPreference: 'NEAREST' }],
    [
      { readPreference: 'PRIMARY', hint: 'score_1', comment: 'why' },
      { hints: { readPreference: 'PRIMARY', hint: 'score_1', comment: 'why' } },
    ],
    [{ hint: { score: 1 } }, { hints: { hint: { score: 1 } } }],
    [{ readPreference: 5, comment: 5, redirectClassNameForKey: 5 }, { hints: {} }],
  ])('%j', (input, expected) => {
    expect(parse(input)).toMatchObject(expected);
  });
});

describe('order', () => {
  test.each<[Json, FindRequest['sort']]>([
    ['score', [{ key: key('score'), descending: false }]],
    [
      '-score, name',
      [
        { key: key('score'), descending: true },
        { key: key('name'), descending: false },
      ],
    ],
    [
      ['-createdAt', 'details.a'],
      [
        { key: key('createdAt'), descending: true },
        { key: key('details.a'), descending: false },
      ],
    ],
    ['$score,name', [{ score: true }, { key: key('name'), descending: false }]],
    ['score,-score', [{ key: key('score'), descending: false }]],
    ['missing', []],
    ['', []],
    [null, []],
  ])('%j', (order, expected) => {
    expect(parse({ order }).sort).toEqual(expected);
  });

  test.each<[Json, string]>([
    ['bad-key', 'bad-key'],
    ['+score', '+score'],
    ['--score', '-score'],
    [',', ''],
    ['-', ''],
    ['a b', 'a b'],
    ['$x', '$x'],
    ['-$score', '$score'],
    ['.a', '.a'],
    ['_secret', '_secret'],
    ['_rperm', '_rperm'],
    ['__proto__', '__proto__'],
    ['ACL', 'ACL'],
    [5, '5'],
    [{}, '[object Object]'],
  ])('refuses %j', (order, name) => {
    const error = expect.objectContaining({ code: 105, message: `Invalid field name: ${name}.` }) as Error;
    expect(() => parse({ order })).toThrow(error);
  });
});

describe('selection', () => {
  const everyField = Object.keys(gameSchema.fields);

  test.each<[JsonObject, Partial<FindRequest>]>([
    [{ keys: 'score, name' }, { keys: ['score', 'name'], fields: ['score', 'name'] }],
    [{ keys: '["score","name"]' }, { keys: ['score', 'name'], fields: ['score', 'name'] }],
    [{ keys: ['score', 'name,won'] }, { keys: ['score', 'name', 'won'], fields: ['score', 'name', 'won'] }],
    [{ keys: 'details.a' }, { keys: ['details.a'], fields: ['details'], include: [] }],
    [{ keys: 'missing,_secret,$x' }, { keys: ['missing', '$x'], fields: [] }],
    [{ keys: '' }, { keys: [], fields: [] }],
    [{ keys: 5 }, { keys: [], fields: [] }],
    [{ keys: 'winner.name' }, { keys: ['winner.name'], fields: ['winner'], include: [['winner']] }],
    [
      { keys: 'score', excludeKeys: 'score' },
      { fields: [], excludeKeys: ['score'] },
    ],
    [
      { keys: 'winner.name', excludeKeys: 'winner' },
      { fields: ['winner'], excludeKeys: ['winner'] },
    ],
    [{ excludeKeys: 'score,objectId' }, { fields: everyField.filter((field) => field !== 'score') }],
    [{ include: 'winner' }, { include: [['winner']], fields: undefined }],
    [{ include: 'winner.team,winner' }, { include: [['winner'], ['winner', 'team']] }],
    [{ include: ['winner.team'] }, { include: [['winner'], ['winner', 'team']] }],
    [{ include: 'winner..' }, { include: [['winner']] }],
    [{ include: '' }, { include: [] }],
    [{ include: '*' }, { include: [['tags'], ['winner']] }],
    [{ include: '*,winner.team' }, { include: [['winner'], ['winner', 'team'], ['tags']] }],
    [
      { includeAll: true, keys: 'score' },
      {
        include: [['tags'], ['winner']],
        keys: ['score', 'tags', 'winner'],
        fields: ['score', 'tags', 'winner'],
      },
    ],
    [{ includeAll: 'false' }, { include: [] }],
  ])('%j', (input, expected) => {
    expect(parse(input)).toMatchObject(expected);
  });

  test('limits on include can be switched off', () => {
    const include = Array.from({ length: 50 }, (_, index) => `a${index}.b.c.d.e`).join();
    const requestComplexity = { includeDepth: -1, includeCount: -1 };
    expect(parseFindOptions(gameSchema, { include }, { ...rules, requestComplexity }).include).toHaveLength(
      250,
    );
  });
});

describe('what is refused', () => {
  test.each<[JsonObject, number, string]>([
    [{ foo: 1 }, 102, 'Invalid parameter for query: foo'],
    [{ distinct: 'a' }, 102, 'Invalid parameter for query: distinct'],
    [JSON.parse('{"__proto__":1}') as JsonObject, 102, 'Invalid parameter for query: __proto__'],
    [{ where: '{bad' }, 107, 'where parameter is not valid JSON'],
    [{ where: '' }, 107, 'where parameter is not valid JSON'],
    [{ limit: 'abc' }, 102, 'Invalid value for limit'],
    [{ limit: 1.5 }, 102, 'Invalid value for limit'],
    [{ limit: {} }, 102, 'Invalid value for limit'],
    [{ limit: true }, 102, 'Invalid value for limit'],
    [{ skip: -1 }, 102, 'Invalid value for skip'],
    [{ skip: 1e20 }, 102, 'Invalid value for skip'],
    [{ explain: 'foo' }, 102, 'Invalid value for explain'],
    [{ hint: [] }, 102, 'Invalid value for hint'],
    [{ hint: { $where: 1 } }, 102, 'Invalid value for hint'],
    [{ include: 'a.b.c.d' }, 102, 'Include depth of 4 exceeds maximum allowed depth of 3'],
    [{ include: 'a.b,c.d,e' }, 102, 'Number of include fields (5) exceeds maximum allowed (4)'],
    [{ keys: 'winner.a.b.c.d' }, 102, 'Include depth of 4 exceeds maximum allowed depth of 3'],
  ])('%j', (input, code, message) => {
    expect(() => parse(input)).toThrow(expect.objectContaining({ name: 'ParseError', code, message }));
  });

  test('any JSON is read or refused with a ParseError', () => {
    const name = fc.constantFrom(...FIND_PARAMETERS, 'foo');
    const value = fc.oneof(
      fc.jsonValue().map((json) => json as Json),
      fc.constantFrom<Json>('a.b', '-a,b', '*', '1', 'true', '$score'),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), (input) => {
        try {
          parse(input);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ParseError' });
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('lists so long that every step must be proportional to them end', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `a${index}`).join();
    parse({ order: names, keys: names, excludeKeys: names });
    expect(() => parse({ include: names })).toThrow('Number of include fields (100000)');
  });
});
