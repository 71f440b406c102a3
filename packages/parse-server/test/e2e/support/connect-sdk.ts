import Parse from 'parse/node';
import type { TestServer } from './start-server.js';

// The SDK's types put `initialize` on the default export of its browser entry, which is what its Node entry is.
const sdk = Parse as unknown as typeof Parse.default;

/** Points the SDK of this process at the server, as nobody and with the SDK's own settings. */
export function connectSdk({ appId, masterKey, url }: Pick<TestServer, 'appId' | 'masterKey' | 'url'>): void {
  sdk.initialize(appId, undefined, masterKey);
  sdk.serverURL = url;
  Parse.User.disableUnsafeCurrentUser();
  Parse.User._clearCache();
}
