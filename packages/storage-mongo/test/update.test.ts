import { withSystemFields, type ClassSchema, type FieldOp, type Json } from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mongoStorage } from '../src/index.js';
import { testContext } from './support/test-context.js';

const schema: ClassSchema = withSystemFields({
  className: 'Thing',
  fields: { map: { type: 'Object' } },
  permissions: {},
  indexes: {},
});
const target = { field: 'map', path: ['part', 'name'] };

let storage: ReturnType<typeof mongoStorage>;
beforeAll(async () => {
  storage = mongoStorage({ uri: (await freshDatabase('mongo')).uri, watchClasses: false });
  await storage.open(testContext);
});
afterAll(() => storage.close());

const outside = 'map.part.name is outside the array';
const through = 'map.part.name leads through a value that is not an object';

test.each<readonly [FieldOp, Json, string]>([
  [{ op: 'increment', target, amount: 1 }, [], outside],
  [{ op: 'set', target, value: 1 }, [1], outside],
  [{ op: 'add', target, values: [1] }, [], outside],
  [{ op: 'add-unique', target, values: [1] }, [], outside],
  [{ op: 'increment', target, amount: 1 }, 'text', through],
  [{ op: 'set', target, value: 1 }, null, through],
])('that %j does not fit in %j is told as on every other database', async (op, part, message) => {
  const objectId = `${op.op} ${JSON.stringify(part)}`;
  await storage.insert(schema, { objectId, map: { part } });
  const key = { field: 'objectId', path: [], schema: schema.fields.objectId };
  const change = storage.update(schema, { op: 'equal', key, value: objectId }, [op]);
  await expect(change).rejects.toMatchObject({ kind: 'invalid-query', message });
});
