import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RestRequest } from '../src/index.js';
import { restHandlerOf, startApp } from './start-server.js';

const NAMES = [
  'A',
  '_User',
  '_Session',
  '_Role',
  '_Installation',
  '_Join:a:A',
  '__proto__',
  'constructor',
  'me',
  '..',
];
const PATHS = [
  '/classes/A',
  '/classes/A',
  '/classes/A/x',
  '/users',
  '/users/me',
  '/users/x',
  '/sessions',
  '/sessions/me',
  '/roles',
  '/installations',
  '/login',
  '/loginAs',
  '/logout',
  '/verifyPassword',
  '/schemas',
  '/schemas/A',
  '/aggregate/A',
  '/purge/A',
  '/config',
  '/batch',
  '/push_audiences',
  '/events/x',
  '/serverInfo',
  '/health',
];
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '__op',
  '__type',
  '$gt',
  '$or',
  '$where',
  '$regex',
  'a.b',
  'a',
  'where',
  'objectId',
  'ACL',
  'createdAt',
  'className',
  'username',
  'password',
  'authData',
  'requests',
  'method',
  'path',
  'body',
  'fields',
  'classLevelPermissions',
  'params',
  '_method',
  '_ApplicationId',
  '_SessionToken',
  '_hashed_password',
];
const WORDS = [
  'Increment',
  'Add',
  'Delete',
  'Batch',
  'Pointer',
  'Date',
  'GeoPoint',
  'File',
  'Relation',
  'GET',
  'DELETE',
  '/classes/A',
  '/batch',
  'app',
];

const text = fc.oneof(fc.constantFrom(...WORDS, ...KEYS), fc.string({ unit: 'binary', maxLength: 12 }));
const key = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...KEYS) }, { weight: 1, arbitrary: text });
const { json } = fc.letrec<{ json: unknown; object: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.double(),
    text,
    fc.array(tie('json'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.array(fc.tuple(key, tie('json')), { maxLength: 5 }).map(ownEntries),
}));
const objectBody = fc.array(fc.tuple(key, json), { maxLength: 6 }).map(ownEntries);

const segment = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.string({ unit: 'binary', maxLength: 8 }).map((raw) => encodeKey(raw)),
  fc.string({ maxLength: 8 }),
);
const rarely = (usual: string, odd: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: odd });
const request = fc.record({
  method: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'HEAD', '__proto__'),
  path: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...PATHS) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...PATHS), fc.array(segment, { maxLength: 2 }))
        .map(([path, segments]) => [path, ...segments].join('/')),
    },
  ),
  query: rarely(
    '',
    fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.tuple(key, json).map(([name, value]) => `${encodeKey(name)}=${encodeKey(JSON.stringify(value))}`),
    ),
  ),
  body: fc.oneof({ weight: 9, arbitrary: objectBody }, { weight: 1, arbitrary: json }),
  headers: fc.record({
    'x-parse-master-key': fc.constantFrom('', 'mk', 'mk', 'ro', 'no'),
    'x-parse-session-token': rarely('', fc.constantFrom('r:0', 'x')),
    'x-parse-cloud-context': rarely('', fc.constantFrom('{"__proto__":{"a":1}}', '[', '1')),
    'content-type': fc.constantFrom('application/json', 'text/plain', 'a/b; charset=x', ''),
  }),
});

test('no request is answered with a fault of ours, and none changes a prototype', async () => {
  const { app, errors } = await startApp();
  const handler = restHandlerOf(app);
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, body, headers }) => {
      const all: Readonly<Record<string, string>> = { 'x-parse-application-id': 'app', ...headers };
      const asked: RestRequest = {
        method,
        path,
        query,
        mountPath: '',
        ip: '127.0.0.1',
        header: (name) => (Object.hasOwn(all, name) ? all[name] : undefined),
        body: { kind: 'parsed', value: JSON.stringify(body) },
      };
      const answer = await handler(asked);
      expect(answer.status).toBeLessThan(500);
      expect(errors).toEqual([]);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

/** `__proto__` becomes an own key, as `JSON.parse` makes it. */
function ownEntries(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

function encodeKey(name: string): string {
  return encodeURIComponent(Buffer.from(name).toString());
}
