import type { JsonObject } from '../types/json.js';

/** The optional client keys, by the names of their options. */
export interface ClientKeys {
  readonly clientKey?: string;
  readonly javascriptKey?: string;
  readonly restAPIKey?: string;
  readonly dotNetKey?: string;
}

/** What a transport read from a request about who is asking. Every value is already known to be a string. */
export interface Credentials extends ClientKeys {
  readonly appId: string;
  readonly masterKey?: string;
  readonly maintenanceKey?: string;
  readonly sessionToken?: string;
  readonly installationId?: string;
  readonly clientVersion?: string;
  /** `X-Parse-Cloud-Context`. */
  readonly cloudContext?: JsonObject;
  /** Address of the caller, after the trusted proxies. */
  readonly ip: string;
  /** All headers of the request, which Cloud Code is shown; absent: none. */
  readonly headers?: () => Readonly<Record<string, string>>;
}
