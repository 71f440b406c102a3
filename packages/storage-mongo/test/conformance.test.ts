import { runStorageConformance } from '@parse/adapter-tests';
import { freshDatabase, serviceUri } from '@tools/services';
import { afterAll, describe, test, vi } from 'vitest';
import { mongoStorage } from '../src/index.js';
import { engineLimits } from './support/engine-limits.js';

let uri = '';

// The generated test plays many scenarios, on machines that may be busy.
vi.setConfig({ testTimeout: 300_000 });

runStorageConformance({
  create: async () => {
    ({ uri } = await freshDatabase('mongo'));
    return mongoStorage({ uri });
  },
  reopen: () => mongoStorage({ uri }),
  engineLimits: () => engineLimits(serviceUri('mongo')),
  properties: { runs: 40, exact: { nulTexts: true } },
  testApi: { describe, test, afterAll },
});
