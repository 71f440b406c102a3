import { describe, expect, test } from 'vitest';
import { okEmpty } from './rest-response.js';
import type { Route, RouteMethod } from './route.js';
import { canonicalPath, createRouter, splitPath } from './router.js';

const table: readonly [RouteMethod, string][] = [
  ['GET', '/classes/:className'],
  ['POST', '/classes/:className'],
  ['GET', '/classes/:className/:objectId'],
  ['GET', '/users/me'],
  ['GET', '/users/:objectId'],
  ['PUT', '/users/:objectId'],
  ['GET', '/serverInfo'],
];
const routes: Route[] = table.map(([method, path]) => ({
  method,
  path,
  run: () => Promise.resolve(okEmpty()),
}));
const router = createRouter(routes);

function find(method: string, path: string): string | undefined {
  const match = router.find(method, splitPath(path) ?? []);
  return match && `${match.route.method} ${canonicalPath(match)}`;
}

describe('a path finds its route', () => {
  test.each([
    ['GET', '/classes/Post', 'GET /classes/Post'],
    ['POST', '/classes/Post/', 'POST /classes/Post'],
    ['GET', '//classes//Post///', 'GET /classes/Post'],
    ['GET', '/CLASSES/Post', 'GET /classes/Post'],
    ['GET', '/serverinfo', 'GET /serverInfo'],
    ['GET', '/classes/Post/a%20b', 'GET /classes/Post/a b'],
    ['GET', '/classes/Post/a%2Fb', 'GET /classes/Post/a%2Fb'],
    ['GET', '/classes/Post/a%252Fb', 'GET /classes/Post/a%252Fb'],
    ['GET', '/classes/__proto__', 'GET /classes/__proto__'],
    ['GET', '/users/me', 'GET /users/me'],
    ['PUT', '/users/me', 'PUT /users/me'],
  ])('%s %s', (method, path, expected) => expect(find(method, path)).toBe(expected));
});

test.each([
  ['GET', '/'],
  ['GET', '/classes'],
  ['GET', '/classes/Post/id/more'],
  ['DELETE', '/classes/Post'],
  ['PATCH', '/classes/Post/id'],
  ['__proto__', '/classes/Post'],
  ['GET', '/constructor'],
  ['GET', '/classes/../users/me'],
  ['GET', '/classes/./Post'],
])('%s %s has no route', (method, path) => expect(find(method, path)).toBeUndefined());

test('bad percent-encoding in a parameter is refused, naming it', () => {
  expect(() => find('GET', '/classes/Post/%E0%A4%A')).toThrow("Failed to decode param '%E0%A4%A'");
});

test('a path is known whatever the method, and without decoding it', () => {
  expect(router.knows(['classes', '%'])).toBe(true);
  expect(router.knows(['nope', '%'])).toBe(false);
});

test('a literal segment wins over a parameter', () => {
  const match = router.find('GET', ['users', 'me']);
  expect(match?.route.path).toBe('/users/me');
  expect(router.find('GET', ['users', 'them'])?.pathParameters).toEqual({ objectId: 'them' });
});
