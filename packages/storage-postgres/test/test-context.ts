import type { AdapterContext } from '@parse/core/adapter';

/** What a test opens an adapter with. */
export const testContext: AdapterContext = {
  appId: 'test',
  logger: { log: () => undefined, isEnabled: () => false },
};
