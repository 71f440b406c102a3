import loaded from 'parse/node';

/** Where the SDK is to send its requests. */
export interface SdkTarget {
  readonly appId: string;
  readonly masterKey: string;
  readonly url: string;
}

/** Points the SDK of this process at a server, with nobody logged in. */
export function connectSdk({ appId, masterKey, url }: SdkTarget): void {
  sdk.initialize(appId, undefined, masterKey);
  sdk.serverURL = url;
  logOutSdk();
}

/** Forgets who is logged in, without telling a server. */
export function logOutSdk(): void {
  sdk.Storage._clear();
  sdk.User._clearCache();
}

/** What is used of the SDK; its own types leave half of it out. */
interface Sdk {
  serverURL: string;
  initialize(appId: string, javaScriptKey: undefined, masterKey: string): void;
  readonly Storage: { _clear(): void };
  readonly User: { _clearCache(): void };
}

const sdk = loaded as unknown as Sdk;
