import fc from 'fast-check';
import { classNames, ids, names, objects, scalars, values, wheres } from './hostile-values.js';

/** A request that a client with bad intentions might send. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly caller: 'nobody' | 'user' | 'master' | 'readOnly' | 'maintenance';
}

const routes = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(classNames, ids).map(([name, id]) => `/classes/${name}/${id}`) },
  { weight: 6, arbitrary: classNames.map((name) => `/classes/${name}`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('/users', '/roles', '/sessions', '/installations', '/push_audiences'),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('/users', '/roles', '/sessions', '/installations', '/push_audiences'), ids)
      .map(([route, id]) => `${route}/${id}`),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '/login',
      '/verifyPassword',
      '/loginAs',
      '/users/me',
      '/sessions/me',
      '/batch',
      '/config',
      '/serverInfo',
      '/upgradeToRevocableSession',
      '/events/AppOpened',
      '/events/x',
      '/health',
      '/nope',
      '/',
      '',
    ),
  },
  { weight: 2, arbitrary: classNames.map((name) => `/aggregate/${name}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a-b', '__proto__', '', '_Nope').map((name) => `/schemas/${name}`),
  },
);

const parameterNames = fc.constantFrom(
  'where',
  'order',
  'limit',
  'skip',
  'count',
  'keys',
  'excludeKeys',
  'include',
  'includeAll',
  'redirectClassNameForKey',
  'hint',
  'explain',
  'pipeline',
  'distinct',
  'username',
  'password',
  'nope',
  '__proto__',
  'where[$ne]',
  '%',
);

const queries = fc
  .array(
    fc.tuple(
      parameterNames,
      fc.oneof(wheres.map(jsonText), values.map(jsonText), fc.string({ maxLength: 10 })),
    ),
    { maxLength: 3 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${name}=${escaped(value)}`).join('&'));

const batches = fc
  .array(
    fc.record(
      {
        method: fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'nope', '__proto__'), scalars),
        path: fc.oneof(
          routes.map((route) => `/parse${route}`),
          scalars,
        ),
        body: fc.oneof(objects, values),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 3 },
  )
  .chain((requests) => fc.constantFrom({ requests }, { requests, transaction: true }));

const bodies = fc.oneof(
  { weight: 5, arbitrary: objects },
  {
    weight: 3,
    arbitrary: fc.tuple(objects, wheres).map(([body, where]) => ({ ...body, _method: 'GET', where })),
  },
  { weight: 2, arbitrary: batches },
  {
    weight: 2,
    arbitrary: fc.tuple(names, values).map(([name, value]) => ({ _ApplicationId: 'app', [name]: value })),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('[', '{}', 'null', '5', '{"a":1', '[[[[', '{"__proto__":{"polluted":1}}'),
  },
);

const headers = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  {},
  {},
  {},
  { 'X-Parse-Application-Id': 'nope' },
  { 'X-Parse-Session-Token': 'r:nope' },
  { 'X-Parse-Installation-Id': '__proto__' },
  { 'X-Parse-Cloud-Context': '{"__proto__":{"polluted":1}}' },
  { 'X-Parse-Cloud-Context': '5' },
  { 'X-Parse-Request-Id': 'same' },
  { 'Content-Type': 'application/x-www-form-urlencoded' },
  { 'Content-Type': 'text/plain; charset=utf-7' },
  { 'Content-Encoding': 'gzip' },
  { Authorization: 'Basic !!!' },
);

/** Requests of every route and method with hostile names, values, parameters, headers and bodies. */
export const hostileRequest: fc.Arbitrary<HostileRequest> = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'),
    routes,
    queries,
    bodies,
    fc.tuple(headers, fc.constantFrom('nobody', 'nobody', 'user', 'master', 'readOnly', 'maintenance')),
  )
  .map(([method, route, query, body, [extra, caller]]) => ({
    method,
    path: safePath(query === '' || method === 'PUT' ? route : `${route}?${query}`),
    body: method === 'GET' || method === 'HEAD' ? undefined : body,
    headers: extra,
    caller,
  }));

function jsonText(value: unknown): string {
  return JSON.stringify(value);
}

function escaped(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** As hostile as HTTP clients let a path be. */
function safePath(path: string): string {
  return wellFormed(path).replace(/[\s#]/g, '%20').slice(0, 4000);
}

/** Half of a surrogate pair has no encoding. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
