import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveFieldPath, type ClassSchema, type FieldSchema, type Where } from '@parse/core/adapter';
import { afterAll, expect, test } from 'vitest';
import { loadDriver } from '../src/connection/driver.js';
import { sqliteStorage } from '../src/index.js';
import { testContext } from './test-context.js';

// What lies in the file, and what is SQLite's own about classes.

const directory = mkdtempSync(join(tmpdir(), 'parse-sqlite-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const everything: Where = { op: 'everything' };

let files = 0;
const newPath = () => join(directory, 'deep', `file${files++}.db`);

function schemaOf(
  fields: { readonly [field: string]: FieldSchema },
  indexes: ClassSchema['indexes'] = {},
): ClassSchema {
  return {
    className: 'Thing',
    fields: { objectId: { type: 'String' }, ...fields },
    permissions: {},
    indexes,
  };
}

test('a new file is its owner’s alone, its folder too', async () => {
  const path = join(directory, 'private', 'file.db');
  const storage = sqliteStorage({ path });
  await storage.open(testContext);
  await storage.close();
  const rights = [join(directory, 'private'), path].map((entry) =>
    (statSync(entry).mode & 0o777).toString(8),
  );
  expect(rights).toEqual(['700', '600']);
});

test('every field is a column that other programs can read', async () => {
  const path = newPath();
  const storage = sqliteStorage({ path });
  await storage.open(testContext);
  const schema = schemaOf({
    title: { type: 'String' },
    score: { type: 'Number' },
    ok: { type: 'Boolean' },
    on: { type: 'Date' },
    owner: { type: 'Pointer', targetClass: '_User' },
    place: { type: 'GeoPoint' },
    tags: { type: 'Array' },
    empty: { type: 'String' },
    photo: { type: 'File' },
    friends: { type: 'Relation', targetClass: '_User' },
  });
  await storage.createClass(schema);
  await storage.insert(schema, {
    objectId: 'a',
    title: 'Hello',
    score: 2.5,
    ok: true,
    on: { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' },
    owner: { __type: 'Pointer', className: '_User', objectId: 'u' },
    place: { __type: 'GeoPoint', latitude: 1, longitude: 2 },
    tags: ['x', 1],
    empty: null,
    photo: { __type: 'File', name: 'a.png' },
    ACL: { u: { read: true, write: true }, '*': { read: true } },
  });
  await storage.close();
  const database = (await loadDriver())(path);
  expect(database.prepare('SELECT * FROM Thing').all()).toMatchObject([
    {
      'row:id': 1,
      objectId: 'a',
      title: 'Hello',
      score: 2.5,
      ok: 1,
      on: '2020-01-01T00:00:00.000Z',
      owner: 'u',
      'place:latitude': 1,
      'place:longitude': 2,
      tags: '["x",1]',
      empty: null,
      photo: 'a.png',
      _rperm: '["u","*"]',
      _wperm: '["u"]',
      'row:nulls': '["empty"]',
    },
  ]);
  database.close();
});

test('a file of another program is refused and left alone', async () => {
  const path = join(directory, 'other.db');
  const database = (await loadDriver())(path);
  database.exec('CREATE TABLE something (x)');
  database.close();
  const content = readFileSync(path);
  await expect(sqliteStorage({ path }).open(testContext)).rejects.toMatchObject({ kind: 'connection' });
  expect(readFileSync(path).equals(content)).toBe(true);
});

test.each([
  ['below a file', (file: string) => join(file, 'parse.db')],
  ['that is a text', (file: string) => file],
])('a path %s is refused, and the error names it', async (_, pathBy) => {
  const file = join(directory, 'text.txt');
  writeFileSync(file, 'This is no database. '.repeat(100));
  const path = pathBy(file);
  await expect(sqliteStorage({ path }).open(testContext)).rejects.toMatchObject({
    kind: 'connection',
    message: expect.stringContaining(`${path} cannot be opened as a database: `) as string,
  });
});

test('after close the file alone holds everything', async () => {
  const path = newPath();
  const storage = sqliteStorage({ path });
  await storage.open(testContext);
  await storage.createClass(schemaOf({}));
  await storage.transaction((rows) => rows.insert(schemaOf({}), { objectId: 'a' }));
  await storage.close();

  const copy = newPath();
  copyFileSync(path, copy);
  const copied = sqliteStorage({ path: copy });
  await copied.open(testContext);
  expect(await copied.count(schemaOf({}), everything)).toBe(1);
  await copied.close();
});

test('calls before open and after close fail as a lost connection', async () => {
  const storage = sqliteStorage({ path: ':memory:' });
  await expect(storage.loadClasses()).rejects.toMatchObject({ kind: 'connection' });
  await storage.open(testContext);
  await storage.close();
  await expect(storage.find(schemaOf({}), everything, {})).rejects.toMatchObject({ kind: 'connection' });
  await storage.close();
});

test('a class takes as many fields as SQLite has columns and refuses more', async () => {
  const storage = sqliteStorage({ path: ':memory:' });
  await storage.open(testContext);
  const text: FieldSchema = { type: 'String' };
  const fields = Object.fromEntries(Array.from({ length: 1990 }, (_, index) => [`f${index}`, text]));
  const schema = await storage.createClass(schemaOf(fields));
  const values = Object.fromEntries(Object.keys(fields).map((field) => [field, field]));
  await storage.insert(schema, { objectId: 'a', ...values });
  expect(await storage.find(schema, everything, {})).toEqual([{ objectId: 'a', ...values }]);
  const more = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`g${index}`, text]));
  await expect(storage.changeClass('Thing', { addFields: more })).rejects.toMatchObject({
    kind: 'invalid-query',
  });
  expect(Object.keys((await storage.loadClasses())[0]?.fields ?? {})).toHaveLength(1991);
  await storage.close();
});

test('a snapshot that a change has overtaken still finds what is left', async () => {
  const storage = sqliteStorage({ path: ':memory:' });
  await storage.open(testContext);
  const schema = schemaOf(
    { kept: { type: 'String' }, gone: { type: 'String' } },
    { words: { gone: 'text' } },
  );
  await storage.createClass(schema);
  await storage.insert(schema, { objectId: 'a', kept: 'x', gone: 'word' });
  await storage.changeClass('Thing', { removeFields: ['gone'], removeIndexes: ['words'] });
  const key = resolveFieldPath(schema, 'gone');
  const search = { term: 'word', caseSensitive: false, diacriticSensitive: false };
  expect(await storage.find(schema, { op: 'text', key, search }, {})).toEqual([]);
  expect(await storage.find(schema, { op: 'exists', key, exists: false }, {})).toEqual([
    { objectId: 'a', kept: 'x' },
  ]);
  await storage.close();
});

test('the columns behind a text index and a case-blind one follow every write', async () => {
  const storage = sqliteStorage({ path: ':memory:' });
  await storage.open(testContext);
  const schema = schemaOf({ name: { type: 'String' } }, { words: { name: 'text' } });
  await storage.createClass(schema);
  await storage.insert(schema, { objectId: 'early', name: 'Ärger' });
  const index = {
    name: 'folded',
    keys: { name: 1 },
    options: { unique: true, caseInsensitive: true },
  } as const;
  await storage.ensureIndex(schema, index);
  const key = resolveFieldPath(schema, 'name');
  const find = async (where: Where) =>
    (await storage.find(schema, where, { hints: { caseInsensitive: true } })).map(({ objectId }) => objectId);
  const named = (value: string) => find({ op: 'equal', key, value });
  const holding = (term: string) =>
    find({ op: 'text', key, search: { term, caseSensitive: false, diacriticSensitive: false } });
  expect([await named('äRGER'), await holding('arger')]).toEqual([['early'], ['early']]);
  await expect(storage.insert(schema, { objectId: 'late', name: 'ÄRGER' })).rejects.toMatchObject({
    kind: 'duplicate-value',
    fields: ['name'],
  });
  const byId: Where = { op: 'equal', key: resolveFieldPath(schema, 'objectId'), value: 'early' };
  await storage.update(schema, byId, [{ op: 'set', target: { field: 'name', path: [] }, value: 'Freude' }]);
  expect([await named('ärger'), await holding('arger')]).toEqual([[], []]);
  expect([await named('FREUDE'), await holding('freude')]).toEqual([['early'], ['early']]);
  await storage.update(schema, byId, [{ op: 'unset', target: { field: 'name', path: [] } }]);
  expect([await named('freude'), await holding('freude')]).toEqual([[], []]);
  await storage.changeClass('Thing', { removeFields: ['name'] });
  await storage.deleteClass('Thing');
  await storage.close();
});

test('what an operator’s rule refuses is told as such, and is no duplicate', async () => {
  const path = newPath();
  const storage = sqliteStorage({ path });
  await storage.open(testContext);
  const schema = schemaOf({ row: { type: 'Number' } });
  await storage.createClass(schema);
  const operator = (await loadDriver())(path);
  operator.exec(`CREATE TRIGGER no_thirteen BEFORE INSERT ON "Thing" WHEN NEW."row" = 13
    BEGIN SELECT RAISE(ABORT, 'no row thirteen'); END`);
  operator.close();
  await expect(storage.insert(schema, { objectId: 'bad', row: 13 })).rejects.toMatchObject({
    kind: 'value-refused',
    message: 'a rule of the database refuses the values',
  });
  await storage.insert(schema, { objectId: 'good', row: 12 });
  await expect(storage.insert(schema, { objectId: 'good', row: 12 })).rejects.toMatchObject({
    kind: 'duplicate-value',
  });
  await storage.close();
});
