import { afterAll, beforeAll, describe } from 'vitest';
import { connectSdk } from './connect-sdk.js';
import { startServer, type TestServer, type TestServerOptions } from './start-server.js';
import { storages } from './storages.js';

/**
 * Declares the tests once for every storage. Each gets a server of its own, with the SDK pointed at it, which its
 * tests share: they keep apart by using classes and users of their own. `server` is there when a test runs.
 */
export function describeOnEveryStorage(
  subject: string,
  tests: (server: TestServer) => void,
  options: TestServerOptions = {},
): void {
  describe.each(storages)(`${subject} on $name`, (storage) => {
    let running: TestServer | undefined;

    beforeAll(async () => {
      running = await startServer(storage, { ...options, appId: `${subject} on ${storage.name}` });
      connectSdk(running);
    });
    afterAll(async () => running?.close());

    const started = (): TestServer => {
      if (!running) throw new TypeError('the server starts when the tests run, not when they are declared');
      return running;
    };
    tests({
      get app() {
        return started().app;
      },
      get appId() {
        return started().appId;
      },
      get masterKey() {
        return started().masterKey;
      },
      get url() {
        return started().url;
      },
      get clock() {
        return started().clock;
      },
      get lacks() {
        return started().lacks;
      },
      get isRemote() {
        return started().isRemote;
      },
      close: () => started().close(),
    });
  });
}
