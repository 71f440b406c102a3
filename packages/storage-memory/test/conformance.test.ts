import { runStorageConformance } from '@parse/adapter-tests';
import { afterAll, describe, test } from 'vitest';
import { memoryStorage } from '../src/index.js';

runStorageConformance({
  create: () => memoryStorage(),
  properties: { exact: { order: true, text: true, edges: true, nulTexts: true, nulKeys: true } },
  testApi: { describe, test, afterAll },
});
