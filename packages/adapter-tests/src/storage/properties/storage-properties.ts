import type { StorageAdapter } from '@parse/core/adapter';
import fc from 'fast-check';
import { resolveTestApi, type TestApi } from '../../test-api.js';
import { schemaOf } from '../fixture.js';
import { arbitraryScenario } from './arbitrary-scenario.js';
import { checkScenario } from './check-scenario.js';
import type { Exactness } from './exactness.js';

/** How much the generated tests do. */
export interface StoragePropertyOptions {
  /** Scenarios to play; default 100. */
  readonly runs?: number;
  /** The seed that a failure printed, to play the same scenarios again; default: what fast-check is configured with. */
  readonly seed?: number;
  /** What the store promises beyond the contract; default: nothing. */
  readonly exact?: Exactness;
}

/**
 * Declares a test that compares the adapter with the reference meaning of conditions, orders and operations
 * (`matches`, `compareBySort`, `applyOps`) on generated classes. A failure names its seed and the smallest
 * scenario that shows it. `runStorageConformance` calls this by itself.
 */
export function storageProperties(
  options: StoragePropertyOptions & {
    /** The adapter, open. */
    readonly storage: () => Promise<StorageAdapter>;
    readonly testApi?: TestApi;
  },
): void {
  const api = resolveTestApi(options.testApi);
  api.test('generated classes, conditions, orders and operations have their reference meaning', async () => {
    const storage = await options.storage();
    let played = 0;
    const property = fc.asyncProperty(
      arbitraryScenario(storage.capabilities, options.exact),
      async (scenario) => {
        played += 1;
        const { fields, indexes } = scenario;
        const schema = { ...schemaOf(`Generated${played}`, fields), indexes };
        await storage.createClass(schema);
        try {
          await checkScenario(storage, schema, scenario);
        } finally {
          await storage.deleteClass(schema.className);
        }
      },
    );
    const { runs = 100, seed } = options;
    await fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
  });
}
