import { runStorageConformance } from '@parse/adapter-tests';
import { freshDatabase, serviceUri } from '@tools/services';
import { afterAll, describe, test } from 'vitest';
import { mongoStorage } from '../src/index.js';
import { engineLimits } from './support/engine-limits.js';

let uri = '';

runStorageConformance({
  create: async () => {
    ({ uri } = await freshDatabase('mongo'));
    return mongoStorage({ uri });
  },
  reopen: () => mongoStorage({ uri }),
  engineLimits: () => engineLimits(serviceUri('mongo')),
  testApi: { describe, test, afterAll },
});
