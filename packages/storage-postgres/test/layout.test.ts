import {
  joinSchema,
  JOIN_INDEXES,
  resolveFieldPath,
  SYSTEM_CLASSES,
  systemSchema,
  type ClassSchema,
  type Json,
  type StorageAdapter,
} from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresStorage } from '../src/index.js';
import { testContext } from './test-context.js';

// What lies in the database is what parse-server 9.10.0 was seen to write for the same requests, and the reverse.

let storage: StorageAdapter;
let client: Client;
beforeAll(async () => {
  const { uri } = await freshDatabase('postgres');
  client = new Client({ connectionString: uri });
  await client.connect();
  await client.query("SET TimeZone = 'UTC'");
  await client.query(WRITTEN_BY_PARSE_SERVER);
  storage = postgresStorage({ uri });
  await storage.open(testContext);
});
afterAll(async () => {
  await storage.close();
  await client.end();
});

/** Tables and rows as parse-server leaves them. */
const WRITTEN_BY_PARSE_SERVER = `
  CREATE TABLE "_SCHEMA" ("className" varchar(120) PRIMARY KEY, "schema" jsonb, "isParseClass" boolean);
  CREATE TABLE "Theirs" ("objectId" text PRIMARY KEY, "createdAt" timestamptz, "updatedAt" timestamptz, s text,
    n double precision, b boolean, d timestamptz, o jsonb, a jsonb, g point, pg polygon, f text, "by" jsonb, p text,
    _rperm text[], _wperm text[]);
  CREATE TABLE "_Join:r:Theirs" ("relatedId" varchar(120), "owningId" varchar(120), PRIMARY KEY ("relatedId", "owningId"));
  CREATE TABLE "_Hooks" ("functionName" text, "className" text, "triggerName" text, url text);
  CREATE TABLE "_GlobalConfig" ("objectId" text PRIMARY KEY, params jsonb, "masterKeyOnly" jsonb);
  INSERT INTO "_SCHEMA" VALUES ('Theirs', '{"className": "Theirs", "fields": {"objectId": {"type": "String"},
    "createdAt": {"type": "Date"}, "updatedAt": {"type": "Date"}, "s": {"type": "String", "required": true, "defaultValue": "x"},
    "n": {"type": "Number"}, "b": {"type": "Boolean"}, "d": {"type": "Date"}, "o": {"type": "Object"}, "a": {"type": "Array"},
    "g": {"type": "GeoPoint"}, "pg": {"type": "Polygon"}, "f": {"type": "File"}, "by": {"type": "Bytes"},
    "p": {"type": "Pointer", "targetClass": "_User"}, "r": {"type": "Relation", "targetClass": "_User"},
    "_rperm": {"type": "Array", "contents": {"type": "String"}}, "_wperm": {"type": "Array", "contents": {"type": "String"}}},
    "indexes": {"_id_": {"_id": 1}, "i1": {"s": 1}}, "classLevelPermissions": {"find": {"*": true}}}', TRUE);
  INSERT INTO "Theirs" VALUES ('one', '2026-01-02 03:04:05.6+00', '2026-01-02 03:04:05.678+00', 'hello', 1.5, TRUE,
    '2020-01-02 03:04:05+00', '{"x": {"y": [1, null]}}', '[1, "two", null]', '(20,10)', '((0,0),(5,0),(5,5),(0,0))', 'a.txt',
    '{"__type": "Bytes", "base64": "aGVsbG8="}', 'u1', '{u1,*}', '{u1}');
  INSERT INTO "Theirs" ("objectId", _rperm, _wperm) VALUES ('two', '{}', '{}');
  INSERT INTO "_Join:r:Theirs" VALUES ('u1', 'one'), ('u2', 'one');
  INSERT INTO "_Hooks" VALUES ('f', NULL, NULL, 'http://f'), (NULL, 'C', 'beforeSave', 'http://t');
  INSERT INTO "_GlobalConfig" VALUES ('1', '{"a": 1}', '{"a": true}');
`;

const THEIR_ONE = {
  objectId: 'one',
  createdAt: '2026-01-02T03:04:05.600Z',
  updatedAt: '2026-01-02T03:04:05.678Z',
  s: 'hello',
  n: 1.5,
  b: true,
  d: { __type: 'Date', iso: '2020-01-02T03:04:05.000Z' },
  o: { x: { y: [1, null] } },
  a: [1, 'two', null],
  g: { __type: 'GeoPoint', latitude: 10, longitude: 20 },
  pg: {
    __type: 'Polygon',
    coordinates: [
      [0, 0],
      [0, 5],
      [5, 5],
      [0, 0],
    ],
  },
  f: { __type: 'File', name: 'a.txt' },
  by: { __type: 'Bytes', base64: 'aGVsbG8=' },
  p: { __type: 'Pointer', className: '_User', objectId: 'u1' },
  ACL: { u1: { read: true, write: true }, '*': { read: true } },
};

async function classOf(className: string): Promise<ClassSchema> {
  const schema = (await storage.loadClasses()).find((each) => each.className === className);
  if (!schema) throw new Error(`no class ${className}`);
  return schema;
}

const byId = (schema: ClassSchema, value: string) =>
  ({ op: 'equal', key: resolveFieldPath(schema, 'objectId'), value }) as const;

type Cell = string | number | boolean | null;

async function query(sql: string): Promise<readonly Cell[][]> {
  const { rows } = await client.query<Cell[]>({ text: sql, rowMode: 'array' });
  return rows;
}

/** Columns with their types. */
async function columnsOf(table: string): Promise<Readonly<Record<string, Json>>> {
  const rows = await query(`SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = '"${table}"'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`);
  return Object.fromEntries(rows.map(([name, type]) => [String(name), type ?? null]));
}

async function indexesOf(table: string): Promise<readonly string[]> {
  const rows = await query(`SELECT indexname FROM pg_indexes WHERE tablename = '${table}' ORDER BY 1`);
  return rows.map(([name]) => String(name));
}

describe('what parse-server wrote', () => {
  test('a class is read with its permissions, defaults and indexes', async () => {
    const { fields, permissions, indexes } = await classOf('Theirs');
    expect(fields.s).toEqual({ type: 'String', required: true, defaultValue: 'x' });
    expect(fields.p).toEqual({ type: 'Pointer', targetClass: '_User' });
    expect(Object.keys(fields).filter((name) => name.startsWith('_'))).toEqual([]);
    expect(permissions).toEqual({ find: { '*': true } });
    expect({ ...indexes }).toEqual({ i1: { s: 1 } });
  });

  test('rows are read', async () => {
    const schema = await classOf('Theirs');
    expect(await storage.find(schema, byId(schema, 'one'), {})).toEqual([THEIR_ONE]);
    expect(await storage.find(schema, byId(schema, 'two'), {})).toEqual([{ objectId: 'two', ACL: {} }]);
  });

  test('members of relations, hooks and the config are read', async () => {
    const join = joinSchema('r', 'Theirs');
    const owner = { op: 'equal', key: resolveFieldPath(join, 'owningId'), value: 'one' } as const;
    const members = await storage.find(join, owner, { fields: ['relatedId'] });
    expect(members.map(({ relatedId }) => relatedId).toSorted()).toEqual(['u1', 'u2']);
    const hooks = await storage.find(await classOf('_Hooks'), { op: 'everything' }, {});
    expect(hooks.map(({ objectId, url }) => [objectId, url]).toSorted()).toEqual([
      ['C.beforeSave', 'http://t'],
      ['f', 'http://f'],
    ]);
    const [config] = await storage.find(await classOf('_GlobalConfig'), { op: 'everything' }, {});
    expect(config).toEqual({ objectId: '1', params: { a: 1 }, masterKeyOnly: { a: true } });
  });

  test('what a newer server declares is passed over and kept', async () => {
    await client.query(`INSERT INTO "_SCHEMA" VALUES ('Newer', '{"className": "Newer", "stamp": 1, "fields":
      {"objectId": {"type": "String"}, "v": {"type": "Vector", "size": 3}}}', TRUE);
      CREATE TABLE "Newer" ("objectId" text PRIMARY KEY, v text); INSERT INTO "Newer" VALUES ('kept', '[1]')`);
    expect(Object.keys((await classOf('Newer')).fields)).toEqual(['objectId', 'ACL']);
    const schema = await storage.changeClass('Newer', { addFields: { n: { type: 'Number' } } });
    expect(await storage.find(schema, { op: 'everything' }, {})).toEqual([{ objectId: 'kept' }]);
    const [[listed] = []] = await query(`SELECT schema FROM "_SCHEMA" WHERE "className" = 'Newer'`);
    expect(listed).toMatchObject({
      stamp: 1,
      fields: { n: { type: 'Number' }, v: { type: 'Vector', size: 3 } },
    });
  });

  test('a table that has no row in the list of classes is taken over', async () => {
    await client.query(`CREATE TABLE "Unlisted" ("objectId" text PRIMARY KEY, "createdAt" timestamptz,
      "updatedAt" timestamptz, _rperm text[], _wperm text[]); INSERT INTO "Unlisted" VALUES ('kept')`);
    const fields = { objectId: { type: 'String' }, v: { type: 'Number' } } as const;
    const schema = await storage.createClass({ className: 'Unlisted', fields, permissions: {}, indexes: {} });
    expect(await storage.find(schema, { op: 'everything' }, {})).toEqual([{ objectId: 'kept' }]);
  });
});

describe('what we write', () => {
  test('a row is stored as theirs, and the list of classes holds the same', async () => {
    const theirs = await classOf('Theirs');
    await storage.createClass({ ...theirs, className: 'Ours' });
    await storage.insert(await classOf('Ours'), THEIR_ONE);
    const columns = await columnsOf('Theirs');
    expect(await columnsOf('Ours')).toEqual(columns);
    const names = Object.keys(columns).map((name) => `"${name}"::text`);
    const row = (table: string) =>
      query(`SELECT ${names.join(', ')} FROM "${table}" WHERE "objectId" = 'one'`);
    expect(await row('Ours')).toEqual(await row('Theirs'));
    const [[stored] = []] = await query(
      `SELECT schema = (SELECT jsonb_set(schema, '{className}', '"Ours"') FROM "_SCHEMA" WHERE "className" = 'Theirs')
        FROM "_SCHEMA" WHERE "className" = 'Ours'`,
    );
    expect(stored).toBe(true);
  });

  test('users have the columns and indexes of theirs', async () => {
    const schema = systemSchema('_User');
    if (!schema) throw new Error('no such class');
    await storage.createClass(schema);
    for (const index of SYSTEM_CLASSES.get('_User')?.indexes ?? []) await storage.ensureIndex(schema, index);
    await storage.ensureIndex(schema, {
      name: '_auth_data_anonymous_id',
      keys: { 'authData.anonymous.id': 1 },
      options: { unique: true, sparse: true },
    });
    expect(await columnsOf('_User')).toEqual({
      objectId: 'text',
      createdAt: 'timestamp with time zone',
      updatedAt: 'timestamp with time zone',
      username: 'text',
      email: 'text',
      emailVerified: 'boolean',
      authData: 'jsonb',
      _rperm: 'text[]',
      _wperm: 'text[]',
      _hashed_password: 'text',
      _email_verify_token_expires_at: 'timestamp with time zone',
      _email_verify_token: 'text',
      _account_lockout_expires_at: 'timestamp with time zone',
      _failed_login_count: 'double precision',
      _perishable_token: 'text',
      _perishable_token_expires_at: 'timestamp with time zone',
      _password_changed_at: 'timestamp with time zone',
      _password_history: 'jsonb',
    });
    expect(await indexesOf('_User')).toEqual(
      expect.arrayContaining([
        '_User_pkey',
        '_User_unique_authData_anonymous_id',
        '_User_unique_email',
        '_User_unique_username',
        '_email_verify_token',
        '_perishable_token',
        'case_insensitive_email',
        'case_insensitive_username',
      ]),
    );
    const [[listed] = []] = await query(
      `SELECT schema -> 'fields' FROM "_SCHEMA" WHERE "className" = '_User'`,
    );
    expect(
      Object.keys(listed ?? {})
        .filter((name) => name.startsWith('_'))
        .toSorted(),
    ).toEqual(['_hashed_password', '_rperm', '_wperm']);
  });

  test('a relation has a table of pairs', async () => {
    const join = joinSchema('friends', 'Ours');
    await storage.createClass(join);
    for (const index of JOIN_INDEXES) await storage.ensureIndex(join, index);
    expect(await columnsOf('_Join:friends:Ours')).toEqual({
      relatedId: 'character varying(120)',
      owningId: 'character varying(120)',
    });
    const pair = { objectId: 'ignored', owningId: 'o', relatedId: 'm' };
    const where = { op: 'equal', key: resolveFieldPath(join, 'owningId'), value: 'o' } as const;
    await storage.upsert(join, where, pair, []);
    await storage.upsert(join, where, pair, []);
    expect(await query('SELECT * FROM "_Join:friends:Ours"')).toEqual([['m', 'o']]);
    expect(await query(`SELECT 1 FROM "_SCHEMA" WHERE "className" LIKE '\\_Join%'`)).toEqual([]);
  });

  test('the column for nulls comes with the first null', async () => {
    const schema = await classOf('Theirs');
    expect(Object.keys(await columnsOf('Theirs'))).not.toContain('_null_fields');
    await storage.insert(schema, { objectId: 'null', s: null, n: 1 });
    expect((await columnsOf('Theirs'))._null_fields).toBe('jsonb');
    expect(await storage.find(schema, byId(schema, 'null'), {})).toEqual([
      { objectId: 'null', s: null, n: 1 },
    ]);
    await client.query(`UPDATE "Theirs" SET s = 'theirs' WHERE "objectId" = 'null'`);
    expect(await storage.find(schema, byId(schema, 'null'), {})).toEqual([
      { objectId: 'null', s: 'theirs', n: 1 },
    ]);
  });
});

describe('names', () => {
  test.each([
    'a"; DROP TABLE "Theirs"; --',
    "it's",
    'back\\slash',
    'dollar$1',
    'ünï😀',
    'SELECT',
    'x'.repeat(200),
  ])('a class and a field may be called %j', async (name) => {
    const fields = {
      objectId: { type: 'String' },
      [name]: { type: 'Number' },
      o: { type: 'Object' },
    } as const;
    const schema = await storage.createClass({
      className: `C${name}`,
      fields,
      permissions: {},
      indexes: { [`i${name}`]: { [name]: 1 } },
    });
    await storage.insert(schema, { objectId: 'a', [name]: 1, o: { [name]: 2 } });
    const key = { field: name, path: [], schema: { type: 'Number' } } as const;
    expect(
      await storage.find(schema, { op: 'equal', key, value: 1 }, { sort: [{ key, descending: true }] }),
    ).toHaveLength(1);
    await storage.changeClass(schema.className, { removeFields: [name], removeIndexes: [`i${name}`] });
    await storage.deleteClass(schema.className);
    expect(await storage.count(await classOf('Theirs'), { op: 'everything' })).toBeGreaterThan(0);
  });

  test('indexes of two classes may have one name', async () => {
    const make = (className: string) =>
      storage.createClass({
        className,
        fields: { objectId: { type: 'String' }, v: { type: 'Number' } },
        permissions: {},
        indexes: { same: { v: 1 } },
      });
    await make('First');
    await make('Second');
    expect(await indexesOf('Second')).toContain('Second_same');
    await storage.changeClass('Second', { removeIndexes: ['same'] });
    expect(await indexesOf('Second')).toEqual(['Second_pkey']);
    expect(await indexesOf('First')).toContain('same');
  });
});
