import type { ClassSchema, StorageAdapter } from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresStorage } from '../src/index.js';
import { testContext } from './test-context.js';

// Operators may give tables rules of their own.

const schema: ClassSchema = {
  className: 'Seat',
  fields: { objectId: { type: 'String' }, row: { type: 'Number' }, name: { type: 'String' } },
  permissions: {},
  indexes: {},
};

let storage: StorageAdapter;
let client: Client;
beforeAll(async () => {
  const { uri } = await freshDatabase('postgres');
  storage = postgresStorage({ uri });
  await storage.open(testContext);
  await storage.createClass(schema);
  client = new Client({ connectionString: uri });
  await client.connect();
  await client.query(RULES);
  await storage.insert(schema, { objectId: 'good', row: 1, name: 'one' });
});
afterAll(async () => {
  await storage.close();
  await client.end();
});

const RULES = `
  ALTER TABLE "Seat" ADD CHECK ("row" > 0), ALTER COLUMN "name" SET NOT NULL;
  CREATE FUNCTION no_thirteen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW."row" = 13 THEN RAISE EXCEPTION 'no row thirteen'; END IF; RETURN NEW; END $$;
  CREATE TRIGGER no_thirteen BEFORE INSERT OR UPDATE ON "Seat" FOR EACH ROW EXECUTE FUNCTION no_thirteen();
`;

test.each([
  ['a check', { row: 0, name: 'zero' }],
  ['a column that must have a value', { row: 2 }],
  ['a trigger', { row: 13, name: 'thirteen' }],
])('%s refuses a row, and nothing of it is stored or told', async (_rule, row) => {
  await expect(storage.insert(schema, { objectId: 'bad', ...row })).rejects.toMatchObject({
    kind: 'value-refused',
    message: 'a rule of the database refuses the values',
  });
  const rows = await storage.find(schema, { op: 'everything' }, {});
  expect(rows.map(({ objectId }) => objectId)).toEqual(['good']);
});
