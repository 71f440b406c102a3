import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClassSchema } from '@parse/core/adapter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDriver } from '../src/connection/driver.js';
import { sqliteStorage } from '../src/index.js';
import { testContext } from './test-context.js';

// Several processes on one file. The other process is plain Node and runs what was built.

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'parse-sqlite-'));
const path = join(directory, 'parse.db');
const schema: ClassSchema = {
  className: 'Thing',
  fields: { objectId: { type: 'String' }, text: { type: 'String' }, list: { type: 'Array' } },
  permissions: {},
  indexes: { byText: { text: 1 }, words: { text: 'text' } },
};

beforeAll(() => {
  const compiler = createRequire(import.meta.url).resolve('@typescript/native/package.json');
  try {
    execFileSync(process.execPath, [join(dirname(compiler), 'bin/tsc'), '-b', packageRoot], {
      stdio: 'pipe',
    });
  } catch (cause) {
    // An error in a package it builds on does not matter as long as there is something to run.
    if (!existsSync(join(packageRoot, 'dist/index.js'))) throw cause;
  }
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const storage = () => sqliteStorage({ path, watchIntervalMs: 10 });

/** A process that writes; `acknowledged` holds what it has said so far. */
function startWriter(): { readonly child: ChildProcess; readonly acknowledged: () => readonly string[] } {
  const child = spawn(process.execPath, [join(packageRoot, 'test/acknowledge-writes.mjs'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { child, acknowledged: () => said.split('\n').slice(0, -1) };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(setImmediate);
}

test('a killed writer leaves a sound file with every row it acknowledged, which others read meanwhile', async () => {
  const before = storage();
  await before.open(testContext);
  await before.createClass(schema);

  const { child, acknowledged } = startWriter();
  let seen = 0;
  await until(async () => {
    const count = await before.count(schema, { op: 'everything' });
    expect(count).toBeGreaterThanOrEqual(seen);
    seen = count;
    return acknowledged().length >= 300;
  });
  expect(seen).toBeGreaterThan(0);
  child.kill('SIGKILL');
  await once(child, 'close');
  await before.close();

  const database = (await loadDriver())(path);
  // No function of the adapter is registered here: any program can check the file.
  expect(database.prepare('PRAGMA integrity_check').all()).toMatchObject([{ integrity_check: 'ok' }]);
  database.close();

  const after = storage();
  await after.open(testContext);
  const rows = await after.find(schema, { op: 'everything' }, {});
  const ids = new Set(rows.map(({ objectId }) => objectId));
  expect(acknowledged().filter((id) => !ids.has(`o${id}`))).toEqual([]);
  expect(rows.every(({ objectId, list }) => objectId === `o${String((list as number[])[0])}`)).toBe(true);
  await after.close();
}, 60_000);

test('a change of a class is told to other adapters on the file, not to the one that made it', async () => {
  const [changing, watching] = [storage(), storage()];
  await changing.open(testContext);
  await watching.open(testContext);
  let [own, others] = [0, 0];
  const stops = [
    await changing.watchClasses?.(() => (own += 1)),
    await watching.watchClasses?.(() => (others += 1)),
  ];
  await changing.createClass({ ...schema, className: 'Other', indexes: {} });
  await until(() => others > 0);
  expect([own, others]).toEqual([0, 1]);
  for (const stop of stops) await stop?.();
  await changing.close();
  await watching.close();
});
