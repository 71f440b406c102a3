import { runStorageConformance } from '@parse/adapter-tests';
import { freshDatabase } from '@tools/services';
import { afterAll, describe, test, vi } from 'vitest';
import { postgresStorage } from '../src/index.js';

let uri = '';

// The generated test plays many scenarios, on machines that may be busy.
vi.setConfig({ testTimeout: 300_000 });

runStorageConformance({
  create: async () => {
    ({ uri } = await freshDatabase('postgres'));
    return postgresStorage({ uri });
  },
  reopen: () => postgresStorage({ uri }),
  properties: { runs: 60, exact: { text: true, edges: true } },
  testApi: { describe, test, afterAll },
});
