import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadDriver } from '../src/connection/driver.js';
import { sqliteStorage } from '../src/index.js';
import { testContext } from './test-context.js';
import { byId, everything, schema, thing } from './things.js';

// What is asked for in one turn of the event loop is done together.

const names = Array.from({ length: 40 }, (_, n) => `thing${n}`);
const add = (amount: number) => ({ op: 'increment', target: { field: 'number', path: [] }, amount }) as const;

let directory: string;
let path: string;
let storage: ReturnType<typeof sqliteStorage>;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'parse-sqlite-'));
  path = join(directory, 'parse.db');
  storage = sqliteStorage({ path, busyTimeoutMs: 20 });
  await storage.open(testContext);
  await storage.createClass(schema);
});
afterEach(async () => {
  await storage.close();
  rmSync(directory, { recursive: true });
});

const idsStored = async () => (await storage.find(schema, everything, {})).map(({ objectId }) => objectId);
const logSize = () => statSync(`${path}-wal`).size;

test('forty at once write less to the log than two of them one after the other', async () => {
  await Promise.all(names.map((name) => storage.insert(schema, thing(name))));
  const before = logSize();
  await Promise.all(names.map((name) => storage.update(schema, byId(name), [add(1)])));
  const together = logSize() - before;
  await storage.update(schema, byId('thing0'), [add(1)]);
  await storage.update(schema, byId('thing1'), [add(1)]);
  expect(together).toBeGreaterThan(0);
  expect(together).toBeLessThanOrEqual(logSize() - before - together);
  expect(await storage.count(schema, byId('thing1'))).toBe(1);
});

test('they are done in the order they came in', async () => {
  const inserts = names.map((name) => storage.insert(schema, thing(name)));
  const updates = names.map((name) => storage.update(schema, byId(name), [add(1)]));
  const removed = storage.remove(schema, byId('thing0'));
  await Promise.all(inserts);
  expect((await Promise.all(updates)).map((row) => row?.number)).toEqual(names.map(() => 2));
  expect(await removed).toBe(1);
  expect(await idsStored()).toEqual(names.slice(1));
});

test('a read sees what came before it, and not what came after', async () => {
  const answers = await Promise.all([
    storage.insert(schema, thing('a')),
    storage.count(schema, everything),
    storage.insert(schema, thing('b')),
    storage.count(schema, everything),
  ]);
  expect(answers).toEqual([undefined, 1, undefined, 2]);
});

test('a read that fails fails alone', async () => {
  await storage.insert(schema, thing('a'));
  let deep = byId('a');
  for (let depth = 0; depth < 200; depth += 1) deep = { op: 'nor', nodes: [deep] };
  const [first, refused, last, found] = await Promise.allSettled([
    storage.update(schema, byId('a'), [add(1)]),
    storage.find(schema, deep, {}),
    storage.update(schema, byId('a'), [add(1)]),
    storage.find(schema, byId('a'), {}),
  ]);
  expect(first).toMatchObject({ value: { number: 2 } });
  expect(refused).toMatchObject({ reason: { kind: 'invalid-query' } });
  expect(last).toMatchObject({ value: { number: 3 } });
  expect(found).toMatchObject({ value: [{ number: 3 }] });
});

test('the one that fails fails alone', async () => {
  await storage.insert(schema, thing('thing7'));
  const outcomes = await Promise.allSettled(names.map((name) => storage.insert(schema, thing(name))));
  const failed = outcomes.flatMap((outcome, n) => (outcome.status === 'rejected' ? [n] : []));
  expect(failed).toEqual([7]);
  expect(outcomes[7]).toMatchObject({ reason: { kind: 'duplicate-value' } });
  expect((await idsStored()).toSorted()).toEqual(names.toSorted());
});

test('no increment is done twice where another write of the turn fails', async () => {
  await storage.insert(schema, thing('a'));
  const [first, , last] = await Promise.allSettled([
    storage.update(schema, byId('a'), [add(1)]),
    storage.insert(schema, thing('a')),
    storage.update(schema, byId('a'), [add(1)]),
  ]);
  expect(first).toMatchObject({ value: { number: 2 } });
  expect(last).toMatchObject({ value: { number: 3 } });
});

test('all writes fail, and reads do not, where another process does not let anybody write', async () => {
  const other = (await loadDriver())(path);
  other.exec('BEGIN IMMEDIATE');
  const read = storage.count(schema, everything);
  const outcomes = await Promise.allSettled(names.map((name) => storage.insert(schema, thing(name))));
  expect(await read).toBe(0);
  other.exec('ROLLBACK');
  other.close();
  expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.kind : 'stored'))).toEqual(
    names.map(() => 'timeout'),
  );
  await storage.insert(schema, thing('after'));
  expect(await idsStored()).toEqual(['after']);
});

test('a failure on which SQLite itself rolls back takes nothing of the others with it', async () => {
  await storage.insert(schema, thing('a'));
  await storage.createClass({ ...schema, className: 'Closed' });
  const other = (await loadDriver())(path);
  other.exec(
    `CREATE TRIGGER "closed" BEFORE INSERT ON "Closed" BEGIN SELECT RAISE(ROLLBACK, 'constraint failed'); END`,
  );
  other.close();
  const outcomes = await Promise.allSettled([
    storage.update(schema, byId('a'), [add(1)]),
    storage.insert({ ...schema, className: 'Closed' }, thing('b')),
    storage.update(schema, byId('a'), [add(1)]),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await storage.find(schema, byId('a'), {})).toMatchObject([{ number: 3 }]);
});

test('what SQLite rolls back is done again, also when it fails as nothing does', async () => {
  await storage.insert(schema, thing('a'));
  await storage.insert(schema, thing('b'));
  const closed = { ...schema, className: 'Closed' };
  await storage.createClass(closed);
  await storage.insert(closed, thing('c'));
  const other = (await loadDriver())(path);
  // Of a class that is not there nothing is found, so that this failure is not told as one.
  other.exec(
    `CREATE TRIGGER "closed" BEFORE UPDATE ON "Closed" BEGIN SELECT RAISE(ROLLBACK, 'no such table: main.x'); END`,
  );
  other.close();
  await Promise.all([
    storage.update(schema, byId('a'), [add(1)]),
    storage.update(closed, byId('c'), [add(1)]),
    storage.update(schema, byId('b'), [add(1)]),
  ]);
  expect(await storage.find(schema, everything, {})).toMatchObject([{ number: 2 }, { number: 2 }]);
});

test('a transaction that is begun in the same turn comes after them', async () => {
  const inserted = storage.insert(schema, thing('first'));
  const found = await storage.transaction((rows) => rows.find(schema, everything, {}));
  await inserted;
  expect(found.map(({ objectId }) => objectId)).toEqual(['first']);
});

test('closing answers what has come, also what needs to know how a class is stored', async () => {
  await storage.insert(schema, thing('a'));
  const ignoringCase = { hints: { caseInsensitive: true } };
  const found = storage.find(schema, byId('A'), ignoringCase);
  const updated = storage.update(schema, byId('A'), [add(1)], ignoringCase);
  await storage.close();
  expect(await Promise.all([found, updated])).toMatchObject([[{ number: 1 }], { number: 2 }]);
  await storage.open(testContext);
});

test('closing stores what has come', async () => {
  const inserted = Promise.all(names.map((name) => storage.insert(schema, thing(name))));
  await storage.close();
  await inserted;
  await storage.open(testContext);
  expect(await idsStored()).toEqual(names);
});
