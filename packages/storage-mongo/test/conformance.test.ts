import { runStorageConformance } from '@parse/adapter-tests';
import { afterAll, describe, test } from 'vitest';
import { mongoStorage } from '../src/index.js';

const uri = process.env['PARSE_TEST_MONGO_URI'] ?? '';

runStorageConformance({
  create: () => mongoStorage({ uri }),
  reopen: () => mongoStorage({ uri }),
  testApi: { describe, test, afterAll },
  properties: { runs: Number(process.env['RUNS'] ?? 100) },
});
