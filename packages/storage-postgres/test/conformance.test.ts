import { runStorageConformance } from '@parse/adapter-tests';
import { freshDatabase } from '@tools/services';
import { afterAll, describe, test } from 'vitest';
import { postgresStorage } from '../src/index.js';

let uri = '';

runStorageConformance({
  create: async () => {
    ({ uri } = await freshDatabase('postgres'));
    return postgresStorage({ uri });
  },
  reopen: () => postgresStorage({ uri }),
  testApi: { describe, test, afterAll },
});
