import { runStorageConformance } from '@parse/adapter-tests';
import { afterAll, describe, test } from 'vitest';
import { memoryStorage } from '../src/index.js';

runStorageConformance({ create: () => memoryStorage(), testApi: { describe, test, afterAll } });
