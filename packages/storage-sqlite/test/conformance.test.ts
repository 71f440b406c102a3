import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStorageConformance } from '@parse/adapter-tests';
import { afterAll, describe, test } from 'vitest';
import { sqliteStorage } from '../src/index.js';

const directory = mkdtempSync(join(tmpdir(), 'parse-sqlite-'));
const path = join(directory, 'parse.db');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

runStorageConformance({
  create: () => sqliteStorage({ path }),
  reopen: () => sqliteStorage({ path }),
  testApi: { describe, test, afterAll },
});
