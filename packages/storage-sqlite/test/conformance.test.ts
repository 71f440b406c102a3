import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStorageConformance } from '@parse/adapter-tests';
import { afterAll, describe, test, vi } from 'vitest';
import { sqliteStorage } from '../src/index.js';

const directory = mkdtempSync(join(tmpdir(), 'parse-sqlite-'));
const path = join(directory, 'parse.db');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

// The generated test plays many scenarios, on machines that may be busy.
vi.setConfig({ testTimeout: 300_000 });

runStorageConformance({
  create: () => sqliteStorage({ path }),
  reopen: () => sqliteStorage({ path }),
  properties: { exact: { order: true, text: true, edges: true, nulTexts: true, nulKeys: true } },
  testApi: { describe, test, afterAll },
});
