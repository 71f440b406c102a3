import {
  resolveFieldPath,
  type ClassSchema,
  type FindOptions,
  type Json,
  type Where,
} from '@parse/core/adapter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqliteStorage } from '../src/index.js';
import { testContext } from './test-context.js';

// Which index answers which query, as SQLite itself says.

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
  indexes: { byScore: { score: 1 }, byTitle: { title: 1 }, words: { body: 'text' } },
};

const storage = sqliteStorage({ path: ':memory:' });
beforeAll(async () => {
  await storage.open(testContext);
  await storage.createClass(schema);
  await storage.ensureIndex(schema, {
    name: 'login',
    keys: { 'info.login.id': 1 },
    options: { unique: true, sparse: true },
  });
  await storage.ensureIndex(schema, {
    name: 'folded',
    keys: { title: 1 },
    options: { caseInsensitive: true },
  });
});
afterAll(() => storage.close());

const key = (path: string) => resolveFieldPath(schema, path);
const equal = (path: string, value: Json): Where => ({ op: 'equal', key: key(path), value });
const readable: Where = { op: 'acl', access: 'read', principals: ['*', 'u'] };
const guarded = (...nodes: readonly Where[]): Where => ({ op: 'and', nodes: [...nodes, readable] });
const pointer = { __type: 'Pointer', className: '_User', objectId: 'u' };
const point = { __type: 'GeoPoint', latitude: 10, longitude: 10 } as const;
const by = (path: string, descending = false): FindOptions => ({
  sort: [{ key: key(path), descending }],
  limit: 10,
});

async function planOf(where: Where, options: FindOptions = {}): Promise<string> {
  return JSON.stringify(await storage.explain(schema, where, options));
}

test.each<[string, Where, FindOptions, string]>([
  ['objectId', guarded(equal('objectId', 'a')), {}, 'sqlite_autoindex_Post_1 (objectId=?)'],
  [
    'a list of objectIds',
    guarded({ op: 'in', key: key('objectId'), values: ['a', 'b'] }),
    {},
    'sqlite_autoindex_Post_1 (objectId=?)',
  ],
  [
    'a long list of objectIds',
    guarded({ op: 'in', key: key('objectId'), values: Array.from({ length: 1000 }, (_, id) => `o${id}`) }),
    {},
    'sqlite_autoindex_Post_1 (objectId=?)',
  ],
  ['a pointer', guarded(equal('author', pointer)), by('createdAt', true), 'auto:Post:author (author=?)'],
  ['the newest objects', readable, by('createdAt', true), 'SCAN Post USING INDEX auto:Post:createdAt'],
  ['an indexed field', guarded(equal('score', 1)), {}, 'index:Post:by$Score (score=?)'],
  ['an indexed order', readable, by('score'), 'SCAN Post USING INDEX index:Post:by$Score'],
  [
    'a range in its order',
    guarded({ op: 'greater', key: key('score'), value: 1 }),
    by('score'),
    'index:Post:by$Score (score>?)',
  ],
  [
    'a range with two ends',
    guarded({ op: 'greater', key: key('score'), value: 1 }, { op: 'less', key: key('score'), value: 2 }),
    {},
    'index:Post:by$Score (score>? AND score<?)',
  ],
  [
    'the beginning of a text',
    guarded({ op: 'regex', key: key('title'), regex: { pattern: '^\\QHello\\E', flags: '' } }),
    {},
    'index:Post:by$Title (title>? AND title<?)',
  ],
  [
    'either of two indexed fields',
    guarded({ op: 'or', nodes: [equal('score', 1), equal('author', pointer)] }),
    {},
    'MULTI-INDEX OR',
  ],
  [
    'places near a point',
    guarded({ op: 'near', key: key('place'), point, maxRadians: 0.01, sorted: true }),
    { limit: 10 },
    'auto:Post:place (place:latitude>? AND place:latitude<?)',
  ],
  [
    'places in a box',
    guarded({ op: 'within-box', key: key('place'), southwest: point, northeast: point }),
    {},
    'auto:Post:place (place:latitude>? AND place:latitude<?)',
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
    'auto:Post:place (place:latitude>? AND place:latitude<?)',
  ],
  [
    'words of a text',
    guarded({
      op: 'text',
      key: key('body'),
      search: { term: 'hello world', caseSensitive: false, diacriticSensitive: false },
    }),
    {},
    'SCAN text:Post:body VIRTUAL TABLE INDEX',
  ],
  ['a key inside an object', guarded(equal('info.login.id', 'x')), {}, 'MULTI-INDEX OR'],
  [
    'a text without regard to case',
    guarded(equal('title', 'HELLO')),
    { hints: { caseInsensitive: true } },
    'engine:Post:folded (title:folded=?)',
  ],
])('%s is found by an index', async (_what, where, options, expected) => {
  expect(await planOf(where, options)).toContain(expected);
});

test('a search by index of a key inside an object scans nothing', async () => {
  expect(await planOf(guarded(equal('info.login.id', 'x')))).not.toContain('SCAN Post');
});

test('a find by objectId sorts nothing', async () => {
  expect(await planOf(guarded(equal('objectId', 'a')), { limit: 1 })).not.toContain('TEMP B-TREE');
});

test('rows without an order are read in the order of insertion without sorting', async () => {
  const plan = await planOf(guarded({ op: 'greater', key: key('other'), value: 1 }), { limit: 10 });
  expect(plan).not.toContain('TEMP B-TREE');
});

test('a field without an index is found by looking at every row', async () => {
  expect(await planOf(guarded(equal('other', 1)))).toContain('SCAN Post');
});
