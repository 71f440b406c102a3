import { afterAll, beforeAll, describe } from 'vitest';
import { startServer, type TestServerOptions } from '../../e2e/support/start-server.js';
import { storages } from '../../e2e/support/storages.js';
import { createApi, KEYS, type Api } from './api.js';

/**
 * Declares the tests once for every storage, each with a server of its own that its tests share. `api()` is there
 * when a test runs.
 */
export function describeApi(
  subject: string,
  tests: (api: () => Api) => void,
  options: Omit<TestServerOptions, 'appId'> = {},
): void {
  describe.each(storages)(`${subject} on $name`, (storage) => {
    let api: Api | undefined;

    beforeAll(async () => {
      api = createApi(await startServer(storage, { appId: 'app', ...KEYS, ...options }));
    });
    afterAll(async () => api?.server.close());

    tests(() => {
      if (!api) throw new TypeError('the server starts when the tests run, not when they are declared');
      return api;
    });
  });
}
