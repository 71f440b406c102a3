import {
  resolveFieldPath,
  type ClassSchema,
  type FindOptions,
  type Json,
  type StorageAdapter,
  type Where,
} from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresStorage } from '../src/index.js';
import { testContext } from './test-context.js';

// Which index answers which query, as PostgreSQL itself says, over enough rows for an index to pay.

const schema: ClassSchema = {
  className: 'Post',
  fields: {
    objectId: { type: 'String' },
    createdAt: { type: 'Date' },
    updatedAt: { type: 'Date' },
    ACL: { type: 'ACL' },
    title: { type: 'String' },
    score: { type: 'Number' },
    other: { type: 'Number' },
    author: { type: 'Pointer', targetClass: '_User' },
    place: { type: 'GeoPoint' },
    body: { type: 'String' },
    info: { type: 'Object' },
  },
  permissions: {},
  indexes: {
    byScore: { score: 1 },
    byTitle: { title: 1 },
    byAuthor: { author: 1 },
    words: { body: 'text' },
    newest: { createdAt: -1 },
  },
};

let storage: StorageAdapter;
beforeAll(async () => {
  const { uri } = await freshDatabase('postgres');
  storage = postgresStorage({ uri });
  await storage.open(testContext);
  await storage.createClass(schema);
  const login = {
    name: 'login',
    keys: { 'info.login.id': 1 },
    options: { unique: true, sparse: true },
  } as const;
  await storage.ensureIndex(schema, login);
  await storage.ensureIndex(schema, {
    name: 'folded',
    keys: { title: 1 },
    options: { caseInsensitive: true },
  });
  const client = new Client({ connectionString: uri });
  await client.connect();
  await client.query(`INSERT INTO "Post" ("objectId", "createdAt", title, score, other, author, place, body, info)
    SELECT 'o' || i, now() - i * interval '1 minute', 'title ' || i, i, i, 'u' || i % 5000, point(i % 180, i % 90),
      'word' || i % 5000 || ' text', jsonb_build_object('login', jsonb_build_object('id', 'x' || i))
    FROM generate_series(1, 20000) AS i`);
  await client.query('ANALYZE "Post"');
  await client.end();
});
afterAll(() => storage.close());

const key = (path: string) => resolveFieldPath(schema, path);
const equal = (path: string, value: Json): Where => ({ op: 'equal', key: key(path), value });
const readable: Where = { op: 'acl', access: 'read', principals: ['*', 'u'] };
const guarded = (...nodes: readonly Where[]): Where => ({ op: 'and', nodes: [...nodes, readable] });
const pointer = { __type: 'Pointer', className: '_User', objectId: 'u7' };
const point = { __type: 'GeoPoint', latitude: 10, longitude: 10 } as const;
const by = (path: string, descending = false): FindOptions => ({
  sort: [{ key: key(path), descending }],
  limit: 10,
});

async function planOf(where: Where, options: FindOptions = {}): Promise<string> {
  return JSON.stringify(await storage.explain(schema, where, options));
}

test.each<[string, Where, FindOptions, string]>([
  ['objectId', guarded(equal('objectId', 'o1')), {}, 'Post_pkey'],
  [
    'a long list of objectIds',
    guarded({ op: 'in', key: key('objectId'), values: Array.from({ length: 100 }, (_, id) => `o${id}`) }),
    {},
    'Post_pkey',
  ],
  ['a pointer', guarded(equal('author', pointer)), {}, 'byAuthor'],
  ['the newest objects', readable, by('createdAt', true), 'newest'],
  ['the oldest objects', readable, by('createdAt'), 'newest'],
  ['an indexed field', guarded(equal('score', 1)), {}, 'byScore'],
  ['an indexed order', readable, by('score'), 'byScore'],
  ['an indexed order backwards', readable, by('score', true), 'byScore'],
  ['a range', guarded({ op: 'greater', key: key('score'), value: 19_990 }), {}, 'byScore'],
  [
    'the beginning of a text',
    guarded({ op: 'regex', key: key('title'), regex: { pattern: '^\\Qtitle 199\\E', flags: '' } }),
    {},
    'byTitle',
  ],
  [
    'either of two indexed fields',
    guarded({ op: 'or', nodes: [equal('score', 1), equal('author', pointer)] }),
    {},
    'BitmapOr',
  ],
  [
    'places near a point',
    guarded({ op: 'near', key: key('place'), point, maxRadians: 0.01, sorted: true }),
    { limit: 10 },
    'Post_place_idx',
  ],
  [
    'places in a box',
    guarded({ op: 'within-box', key: key('place'), southwest: point, northeast: point }),
    {},
    'Post_place_idx',
  ],
  [
    'places in a polygon',
    guarded({
      op: 'within-polygon',
      key: key('place'),
      ring: [
        [0, 0],
        [0, 1],
        [1, 0],
        [0, 0],
      ],
    }),
    {},
    'Post_place_idx',
  ],
  [
    'words of a text',
    guarded({
      op: 'text',
      key: key('body'),
      search: { term: 'word7 nothing', caseSensitive: false, diacriticSensitive: false },
    }),
    {},
    'words',
  ],
  ['a key inside an object', guarded(equal('info.login.id', 'x5')), {}, 'Post_unique_info_login_id'],
  [
    'a text without regard to case',
    guarded(equal('title', 'TITLE 5')),
    { hints: { caseInsensitive: true } },
    'Post_folded',
  ],
])('%s is found by an index', async (_what, where, options, index) => {
  const plan = await planOf(where, options);
  expect(plan).toContain(index);
  expect(plan).not.toContain('Seq Scan');
});

test('a find by objectId sorts nothing', async () => {
  expect(await planOf(guarded(equal('objectId', 'o1')), { limit: 1 })).not.toContain('Sort');
});

test('rows without an order are not sorted', async () => {
  const plan = await planOf(guarded({ op: 'greater', key: key('other'), value: 1 }), { limit: 10 });
  expect(plan).not.toContain('Sort');
});

test('a field without an index is found by looking at every row', async () => {
  expect(await planOf(guarded(equal('other', 1)))).toContain('Seq Scan');
});
