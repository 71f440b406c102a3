import { joinClassName, type ClassSchema, type FieldSchema, type StorageAdapter } from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresStorage } from '../src/index.js';
import { testContext } from './test-context.js';

const TABLES = 2000;
const CHANGES = 10;

let uri: string;
let client: Client;
beforeAll(async () => {
  ({ uri } = await freshDatabase('postgres'));
  client = new Client({ connectionString: uri });
  await client.connect();
  await client.query(`DO $$ BEGIN FOR i IN 1..${TABLES} LOOP
    EXECUTE format('CREATE TABLE %I ("objectId" text, "a" int)', 'Other' || i); END LOOP; END $$`);
  await client.query('ANALYZE pg_class');
  await client.query('ANALYZE pg_attribute');
});
afterAll(() => client.end());

const classOf = (className: string, fields: Readonly<Record<string, FieldSchema>>): ClassSchema => ({
  className,
  fields: { objectId: { type: 'String' }, ...fields },
  permissions: {},
  indexes: {},
});
const users: FieldSchema = { type: 'Relation', targetClass: '_User' };

/** Opens the storage, and closes it after the work: a connection tells what it has read when it ends. */
async function inStorage(work: (storage: StorageAdapter) => Promise<void>): Promise<void> {
  const storage = postgresStorage({ uri });
  await storage.open(testContext);
  try {
    await work(storage);
  } finally {
    await storage.close();
  }
}

/** Rows of the catalogue that were read past its indexes. */
async function scannedRows(): Promise<number> {
  const { rows } = await client.query<{ sum: string }>(
    `SELECT sum(seq_tup_read) FROM pg_stat_sys_tables WHERE relname IN ('pg_class', 'pg_attribute')`,
  );
  return Number(rows[0]?.sum);
}

test('a new class and a new field do not have the catalogue of all tables read', async () => {
  await inStorage(async (storage) => {
    await storage.createClass(classOf('First', { users }));
  });
  const before = await scannedRows();
  await inStorage(async (storage) => {
    for (let n = 0; n < CHANGES; n += 1) {
      await storage.createClass(classOf(`Kind${n}`, { users }));
      await storage.changeClass(`Kind${n}`, { addFields: { size: { type: 'Number' } } });
    }
  });
  expect((await scannedRows()) - before).toBeLessThan(TABLES * CHANGES);
});

test('the table of a relation whose name is too long for PostgreSQL gets its index', async () => {
  const className = 'C'.repeat(40);
  const relation = 'r'.repeat(40);
  await inStorage(async (storage) => {
    await storage.createClass(classOf(className, { [relation]: users }));
    const joinClass = classOf(joinClassName(relation, className), {
      relatedId: { type: 'String' },
      owningId: { type: 'String' },
    });
    await storage.ensureIndex(joinClass, { name: 'owners', keys: { owningId: 1 } });
  });
  const { rows } = await client.query(
    `SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%("owningId" %'`,
  );
  expect(rows).toHaveLength(1);
});
