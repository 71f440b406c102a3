import { randomUUID } from 'node:crypto';
import type { ClassSchema, FieldSchema, StorageAdapter } from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresStorage } from '../src/index.js';
import { testContext } from './test-context.js';

// Operators may give the server an account that reads and writes rows, and make tables with another.

const schema: ClassSchema = {
  className: 'Seat',
  fields: { objectId: { type: 'String' }, row: { type: 'Number' } },
  permissions: {},
  indexes: {},
};
const row: FieldSchema = { type: 'Number' };

const account = `rows_${randomUUID().replaceAll('-', '')}`;
let storage: StorageAdapter;
let client: Client;
beforeAll(async () => {
  const { uri } = await freshDatabase('postgres');
  const owner = postgresStorage({ uri });
  await owner.open(testContext);
  await owner.createClass(schema);
  await owner.close();
  client = new Client({ connectionString: uri });
  await client.connect();
  await client.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE ROLE ${account} LOGIN PASSWORD 'secret';
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${account}`);
  const restricted = new URL(uri);
  restricted.username = account;
  restricted.password = 'secret';
  storage = postgresStorage({ uri: restricted.href });
  await storage.open(testContext);
});
afterAll(async () => {
  await storage.close();
  await client.query(`DROP OWNED BY ${account}; DROP ROLE ${account}`);
  await client.end();
});

test('rows are written and read, and classes are known', async () => {
  await storage.insert(schema, { objectId: 'a', row: 1 });
  expect(await storage.find(schema, { op: 'everything' }, {})).toEqual([{ objectId: 'a', row: 1 }]);
  expect((await storage.loadClasses()).map(({ className }) => className)).toEqual(['Seat']);
});

test.each<readonly [string, () => Promise<unknown>]>([
  ['a class', () => storage.createClass({ ...schema, className: 'Row' })],
  ['a field', () => storage.changeClass('Seat', { addFields: { other: row } })],
  ['an index', () => storage.ensureIndex(schema, { name: 'rows', keys: { row: 1 } })],
])('%s cannot be made, and the classes stay as they are', async (_what, make) => {
  const before = await storage.loadClasses();
  await expect(make()).rejects.toMatchObject({ kind: 'not-permitted' });
  expect(await storage.loadClasses()).toEqual(before);
});
