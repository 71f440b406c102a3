import { describe, expect, test } from 'vitest';
import type { ApiRequest, Json } from '../api/api-request.js';
import { scenarioNamed } from '../scenarios/scenarios.js';
import type { World } from '../world/world.js';
import { wrongAnswer } from './wrong-answer.js';

const world: World = {
  itemIds: ['item'],
  noteIds: ['note'],
  authorIds: ['author'],
  placeIds: ['place'],
  users: [{ objectId: 'user', username: 'user0', password: 'secret', sessionToken: 'r:token' }],
};
const times = { createdAt: '2024-01-01T00:00:00.000Z', updatedAt: '2024-01-01T00:00:00.000Z' };
const created = { objectId: 'new', createdAt: times.createdAt };
const pointer = { __type: 'Pointer', className: 'Author', objectId: 'author' };
const included = { __type: 'Object', className: 'Author', objectId: 'author', ...times };
const item = { objectId: 'item', ...times, author: included, place: included };

type Wrong = readonly [what: string, status: number, body: Json];

const cases: readonly (readonly [scenario: string, right: Json, wrong: readonly Wrong[]])[] = [
  [
    'create',
    created,
    [
      ['200', 200, created],
      ['no id', 201, { createdAt: times.createdAt }],
    ],
  ],
  [
    'get',
    { ...item },
    [
      ['another object', 200, { ...item, objectId: 'other' }],
      ['404', 404, { ...item }],
    ],
  ],
  ['update', { updatedAt: times.updatedAt, score: 1 }, [['no sum', 200, { updatedAt: times.updatedAt }]]],
  ['count', { results: [], count: 7 }, [['nothing counted', 200, { results: [], count: 0 }]]],
  [
    'query100',
    rows(100, item),
    [
      ['no rows', 200, rows(0, item)],
      ['fewer rows', 200, rows(99, item)],
    ],
  ],
  ['include', rows(20, item), [['pointers', 200, rows(20, { ...item, author: pointer })]]],
  ['get-user', { ...item, objectId: 'note' }, [['an error', 200, { code: 101 }]]],
  ['log-in', { sessionToken: 'r:new' }, [['no session', 200, { objectId: 'user' }]]],
  ['batch50', operations(50), [['one failed', 200, [...operations(49), { error: { code: 119 } }]]]],
];

describe.each(cases)('of %s', (name, right, wrong) => {
  const request: ApiRequest = scenarioNamed(name).request(world, 0);

  test('what is asked for is right', () => {
    const status = name === 'create' ? 201 : 200;
    expect(wrongAnswer(request, { status, text: JSON.stringify(right) })).toBeUndefined();
  });

  test.each(wrong)('%s is wrong', (_what, status, body) => {
    expect(wrongAnswer(request, { status, text: JSON.stringify(body) })).toContain(` ${status} `);
  });
});

test('a path is included to its end', () => {
  const request: ApiRequest = { method: 'GET', path: '/classes/Link/one?include=next.next' };
  const link = (next: Json): Json => ({ __type: 'Object', objectId: 'one', ...times, next });
  const answer = (body: Json) => wrongAnswer(request, { status: 200, text: JSON.stringify(body) });
  expect(answer(link(link(link(pointer))))).toBeUndefined();
  expect(answer(link(link(pointer)))).toContain('200');
});

test('what is no JSON is wrong', () => {
  expect(
    wrongAnswer({ method: 'GET', path: '/classes/Item/item' }, { status: 200, text: '<html>' }),
  ).toContain('<html>');
});

function rows(count: number, row: Json): Json {
  return { results: Array.from({ length: count }, () => row) };
}

function operations(count: number): readonly Json[] {
  return Array.from({ length: count }, () => ({ success: created }));
}
