import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStorageConformance } from '@parse/adapter-tests';
import { afterAll, describe, test } from 'vitest';
import { jsonStorage } from '../src/json-storage/json-storage.js';

const directory = mkdtempSync(join(tmpdir(), 'json-storage-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

runStorageConformance({
  create: () => jsonStorage({ directory }),
  reopen: () => jsonStorage({ directory }),
  testApi: { describe, test, afterAll },
});
