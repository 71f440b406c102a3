import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveFieldPath } from '@parse/core/adapter';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sqliteStorage } from '../src/index.js';
import { testContext } from './test-context.js';
import { byId, everything, schema, thing } from './things.js';

// What is SQLite's own about transactions; the conformance kit proves the rest.

let storage = sqliteStorage({ path: ':memory:', busyTimeoutMs: 100 });
beforeEach(async () => {
  storage = sqliteStorage({ path: ':memory:', busyTimeoutMs: 100 });
  await storage.open(testContext);
  await storage.createClass(schema);
});
afterEach(() => storage.close());

const idsOutside = async () => (await storage.find(schema, everything, {})).map(({ objectId }) => objectId);

describe('a write on the adapter by the work of a transaction', () => {
  test('does not wait for the transaction, whose reads and those of the adapter see it', async () => {
    await storage.transaction(async (rows) => {
      await rows.insert(schema, thing('inside'));
      expect(await idsOutside()).toEqual([]);
      await storage.insert(schema, thing('joined'));
      expect(await rows.count(schema, everything)).toBe(2);
      expect(await storage.count(schema, byId('joined'))).toBe(1);
    });
    expect(await idsOutside()).toEqual(['inside', 'joined']);
  });

  test('stays when the transaction is rolled back', async () => {
    const failure = new Error('given up');
    const work = storage.transaction(async (rows) => {
      await rows.insert(schema, thing('inside'));
      await storage.insert(schema, thing('joined'));
      await storage.changeClass('Thing', { addFields: { added: { type: 'String' } } });
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await idsOutside()).toEqual(['joined']);
    const [stored] = await storage.loadClasses();
    expect(stored?.fields.added).toEqual({ type: 'String' });
    expect(
      await storage.count(stored ?? schema, {
        op: 'exists',
        key: resolveFieldPath(stored ?? schema, 'added'),
        exists: true,
      }),
    ).toBe(0);
  });
});

test('a transaction inside another is refused at once', async () => {
  await storage.transaction(async () => {
    await expect(storage.transaction(async () => undefined)).rejects.toMatchObject({ kind: 'unsupported' });
  });
});

test('a write of somebody else waits for the transaction and fails when that takes too long', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const transaction = storage.transaction(() => held);
  await expect(storage.insert(schema, thing('late'))).rejects.toMatchObject({ kind: 'timeout' });
  const waiting = storage.insert(schema, thing('patient'));
  release();
  await Promise.all([transaction, waiting]);
  expect(await idsOutside()).toEqual(['patient']);
});

test('the rows of a transaction are of no use after it', async () => {
  const kept = await storage.transaction(async (rows) => ({ rows }));
  await expect(kept.rows.insert(schema, thing('late'))).rejects.toMatchObject({ kind: 'driver' });
  expect(await idsOutside()).toEqual([]);
});

test('a failed update of many changes no row, in a transaction that goes on', async () => {
  await storage.insert(schema, thing('a'));
  await storage.insert(schema, { objectId: 'b', number: Number.MAX_VALUE });
  await storage.transaction(async (rows) => {
    const double = {
      op: 'increment',
      target: { field: 'number', path: [] },
      amount: Number.MAX_VALUE,
    } as const;
    await expect(rows.updateMany(schema, everything, [double])).rejects.toMatchObject({
      kind: 'invalid-query',
    });
    await rows.insert(schema, thing('c'));
  });
  expect((await storage.find(schema, everything, {})).map(({ number }) => number)).toEqual([
    1,
    Number.MAX_VALUE,
    1,
  ]);
});

test('closing waits for a transaction no longer than a write would; it fails and leaves nothing', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'parse-sqlite-'));
  const path = join(directory, 'parse.db');
  const closing = sqliteStorage({ path, busyTimeoutMs: 20 });
  await closing.open(testContext);
  await closing.createClass(schema);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const work = closing.transaction(async (rows) => {
    await rows.insert(schema, thing('inside'));
    await held;
  });
  await closing.close();
  release();
  await expect(work).rejects.toMatchObject({ kind: 'connection' });

  const again = sqliteStorage({ path });
  await again.open(testContext);
  expect(await again.count(schema, everything)).toBe(0);
  await again.insert(schema, thing('after'));
  await again.close();
  rmSync(directory, { recursive: true });
});
