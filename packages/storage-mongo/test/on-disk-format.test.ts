import { joinSchema, systemSchema, type ClassSchema, type StorageAdapter } from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { MongoClient, ObjectId, type Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mongoStorage } from '../src/index.js';
import { testContext } from './support/test-context.js';

// Literal documents, as parse-server 9.10.0 leaves them, served; and what this adapter leaves, literally.

let client: MongoClient;
let storage: StorageAdapter;

beforeAll(async () => {
  const { uri } = await freshDatabase('mongo');
  client = await new MongoClient(uri).connect();
  await collection('_SCHEMA').insertMany(schemas);
  await collection('Post').insertMany(posts);
  await collection('_User').insertOne(user);
  await collection('_Join:likes:Post').insertOne({ _id: new ObjectId(), relatedId: 'u1', owningId: 'p1' });
  await collection('_GlobalConfig').insertMany(config);
  await collection('_Hooks').insertOne({ _id: hookId, functionName: 'foo', url: 'https://x/y' });
  storage = mongoStorage({ uri, watchClasses: false });
  await storage.open(testContext);
});
afterAll(async () => {
  await storage.close();
  await client.close();
});

const date = new Date('2020-01-01T00:00:00.000Z');
const iso = date.toISOString();
const hookId = new ObjectId('507f1f77bcf86cd799439011');
const everyClass = { objectId: 'string', updatedAt: 'date', createdAt: 'date' };

const schemas: Document[] = [
  {
    _id: '_User',
    ...everyClass,
    username: 'string',
    email: 'string',
    emailVerified: 'boolean',
    authData: 'object',
    _metadata: { indexes: { _id_: { _id: 1 }, username_1: { username: 1 } } },
  },
  {
    _id: 'Post',
    ...everyClass,
    _metadata: {
      fields_options: { title: { required: true } },
      class_permissions: { find: { '*': true }, get: { requiresAuthentication: true }, create: {} },
      indexes: { byTitle: { title: 1 } },
    },
    title: 'string',
    author: '*_User',
    place: 'geopoint',
    likes: 'relation<_User>',
    tags: 'array',
    info: 'object',
  },
];

const posts: Document[] = [
  {
    _id: 'p1',
    title: 'one',
    _p_author: '_User$u1',
    place: [20, 10],
    tags: ['x', { __type: 'Pointer', className: '_User', objectId: 'u1' }],
    info: { when: date },
    _wperm: ['u1'],
    _rperm: ['*', 'u1'],
    _acl: { u1: { w: true, r: true }, '*': { r: true } },
    _created_at: date,
    _updated_at: date,
  },
  { _id: 'p2', title: 'two', _created_at: date, _updated_at: date },
];

const config: Document[] = [{ _id: 1, params: { a: 1 }, masterKeyOnly: { a: true } }];

const user: Document = {
  _id: 'u1',
  username: 'ann',
  _hashed_password: '$2y$10$x',
  _session_token: 'legacy',
  _auth_data_anonymous: { id: 'a1' },
  _wperm: ['u1'],
  _rperm: ['u1'],
  _acl: { u1: { w: true, r: true } },
  _created_at: date,
  _updated_at: date,
};

function collection(name: string) {
  return client.db().collection(name);
}

async function classNamed(className: string): Promise<ClassSchema> {
  const found = (await storage.loadClasses()).find((schema) => schema.className === className);
  if (!found) throw new TypeError(`${className} is not there`);
  return found;
}

async function stored(name: string, id: unknown): Promise<Document | null> {
  const byId: Document = { _id: id };
  return collection(name).findOne(byId);
}

test('classes are those of _SCHEMA, and those every server knows that have a collection', async () => {
  const names = (await storage.loadClasses()).map(({ className }) => className);
  expect(names.toSorted()).toEqual(['Post', '_GlobalConfig', '_Hooks', '_Join:likes:Post', '_User']);
  const post = await classNamed('Post');
  expect(post.fields.title).toEqual({ type: 'String', required: true });
  expect(post.fields.author).toEqual({ type: 'Pointer', targetClass: '_User' });
  expect(post.fields.likes).toEqual({ type: 'Relation', targetClass: '_User' });
  expect(post.permissions.get).toEqual({ requiresAuthentication: true });
  expect(post.indexes).toEqual({ byTitle: { title: 1 } });
});

test('rows are found by their stored values and come in wire form', async () => {
  const post = await classNamed('Post');
  const author = { __type: 'Pointer', className: '_User', objectId: 'u1' };
  const key = { field: 'author', path: [], schema: post.fields.author };
  const found = await storage.find(post, { op: 'equal', key, value: author }, {});
  expect(found).toEqual([
    {
      objectId: 'p1',
      title: 'one',
      author,
      place: { __type: 'GeoPoint', latitude: 10, longitude: 20 },
      tags: ['x', author],
      info: { when: { __type: 'Date', iso } },
      createdAt: iso,
      updatedAt: iso,
      ACL: { '*': { read: true }, u1: { read: true, write: true } },
    },
  ]);
});

test('a row without permissions is public', async () => {
  const where = { op: 'acl', access: 'write', principals: ['*'] } as const;
  const found = await storage.find(await classNamed('Post'), where, {});
  expect(found.map(({ objectId }) => objectId)).toEqual(['p2']);
});

test('users are found by the data of a provider, and keep what nobody asks about', async () => {
  const schema = systemSchema('_User') ?? (await classNamed('_User'));
  const key = { field: 'authData', path: ['anonymous', 'id'], schema: schema.fields.authData };
  const changed = await storage.update(schema, { op: 'equal', key, value: 'a1' }, [
    { op: 'set', target: { field: 'authData', path: ['other'] }, value: { id: 'o1' } },
    { op: 'unset', target: { field: 'authData', path: ['anonymous'] } },
  ]);
  expect(changed?.authData).toEqual({ other: { id: 'o1' } });
  const { _auth_data_anonymous: _gone, ...rest } = user;
  expect(await stored('_User', 'u1')).toEqual({ ...rest, _auth_data_other: { id: 'o1' } });
});

test('the members of a relation, the configuration and hooks are read', async () => {
  const join = joinSchema('likes', 'Post');
  const key = { field: 'owningId', path: [], schema: { type: 'String' } } as const;
  const [member] = await storage.find(join, { op: 'equal', key, value: 'p1' }, {});
  expect(member?.relatedId).toBe('u1');
  const config = await classNamed('_GlobalConfig');
  const id = { field: 'objectId', path: [], schema: { type: 'String' } } as const;
  const [row] = await storage.find(config, { op: 'equal', key: id, value: '1' }, {});
  expect(row).toEqual({ objectId: '1', params: { a: 1 }, masterKeyOnly: { a: true } });
  const hooks = await classNamed('_Hooks');
  const [hook] = await storage.find(hooks, { op: 'equal', key: id, value: hookId.toHexString() }, {});
  expect(hook).toEqual({ objectId: hookId.toHexString(), functionName: 'foo', url: 'https://x/y' });
});

test('the configuration is changed in place', async () => {
  const config = await classNamed('_GlobalConfig');
  const key = { field: 'objectId', path: [], schema: { type: 'String' } } as const;
  await storage.upsert(config, { op: 'equal', key, value: '1' }, { objectId: '1' }, [
    { op: 'set', target: { field: 'params', path: ['b'] }, value: 2 },
    { op: 'set', target: { field: 'params', path: ['when'] }, value: { __type: 'Date', iso } },
  ]);
  expect(await collection('_GlobalConfig').find().toArray()).toEqual([
    { _id: 1, params: { a: 1, b: 2, when: { __type: 'Date', iso } }, masterKeyOnly: { a: true } },
  ]);
});

test('a new class, its columns and its indexes are stored as parse-server stores them', async () => {
  const { fields } = await classNamed('Post');
  const schema: ClassSchema = {
    className: 'Note',
    fields: {
      objectId: { type: 'String' },
      createdAt: { type: 'Date' },
      updatedAt: { type: 'Date' },
      ACL: { type: 'ACL' },
      author: fields.author ?? { type: 'String' },
      area: { type: 'Polygon' },
    },
    permissions: {},
    indexes: { byAuthor: { author: 1, createdAt: -1 } },
  };
  await storage.createClass(schema);
  await storage.changeClass('Note', { addFields: { n: { type: 'Number', defaultValue: 1 } } });
  expect(await stored('_SCHEMA', 'Note')).toEqual({
    _id: 'Note',
    ...everyClass,
    _metadata: {
      class_permissions: {},
      indexes: { byAuthor: { author: 1, createdAt: -1 } },
      fields_options: { n: { defaultValue: 1 } },
    },
    author: '*_User',
    area: 'polygon',
    n: 'number',
  });
  const indexes = await collection('Note').indexes();
  expect(indexes.map(({ name, key }) => [name, key])).toEqual([
    ['_id_', { _id: 1 }],
    ['byAuthor', { _p_author: 1, _created_at: -1 }],
    ['area_2dsphere', { area: '2dsphere' }],
  ]);
  await storage.changeClass('Note', { removeFields: ['n'], removeIndexes: ['byAuthor'] });
  expect(await stored('_SCHEMA', 'Note')).toMatchObject({ _metadata: { fields_options: {}, indexes: {} } });
});

test('the first index that is added to a class is listed beside the one of every collection', async () => {
  await storage.createClass({
    className: 'Later',
    fields: { objectId: { type: 'String' }, n: { type: 'Number' } },
    permissions: {},
    indexes: {},
  });
  await storage.changeClass('Later', { addIndexes: { byN: { n: -1 } } });
  expect(await stored('_SCHEMA', 'Later')).toMatchObject({
    _metadata: { indexes: { _id_: { _id: 1 }, byN: { n: -1 } } },
  });
});

test('the indexes of the server have the names and options of parse-server, and can be left out', async () => {
  const { uri } = await freshDatabase('mongo', 'indexes');
  const other = mongoStorage({ uri, createIndexUserEmail: false, watchClasses: false });
  await other.open(testContext);
  const schema = systemSchema('_User') ?? (await classNamed('_User'));
  for (const index of [
    { name: 'username_1', keys: { username: 1 }, options: { unique: true, sparse: true } },
    { name: 'case_insensitive_username', keys: { username: 1 }, options: { caseInsensitive: true } },
    { name: 'email_1', keys: { email: 1 }, options: { unique: true, sparse: true } },
    { name: '_auth_data_x_id', keys: { 'authData.x.id': 1 }, options: { unique: true, sparse: true } },
  ] as const) {
    await other.ensureIndex(schema, index);
  }
  await other.close();
  const made = new MongoClient(uri);
  const indexes = await made.db().collection('_User').indexes();
  await made.close();
  expect(indexes.slice(1)).toMatchObject([
    { name: 'username_1', key: { username: 1 }, unique: true, sparse: true },
    { name: 'case_insensitive_username', sparse: true, collation: { locale: 'en_US', strength: 2 } },
    { name: '_auth_data_x_id', key: { '_auth_data_x.id': 1 }, unique: true, sparse: true },
  ]);
});
