/** Any JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** A request of the REST API, the same for every server. `path` goes below the mount. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: JsonObject;
  readonly sessionToken?: string;
  readonly useMasterKey?: boolean;
}

/** A request as HTTP knows it. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Every server under measurement is this app, mounted under this path. */
export const app = { appId: 'bench', masterKey: 'bench-master-key', mountPath: '/parse' } as const;

/** Spells a request out. */
export function httpRequest({ method, path, body, sessionToken, useMasterKey }: ApiRequest): HttpRequest {
  return {
    method,
    path: `${app.mountPath}${path}`,
    headers: {
      'x-parse-application-id': app.appId,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(sessionToken === undefined ? {} : { 'x-parse-session-token': sessionToken }),
      ...(useMasterKey === true ? { 'x-parse-master-key': app.masterKey } : {}),
    },
    body: body === undefined ? null : JSON.stringify(body),
  };
}

/** The path of a query: `/classes/Item?where=…&order=…`. Values that are no text go as JSON. */
export function queryPath(className: string, parameters: Readonly<Record<string, Json>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    query.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return `/classes/${className}?${query.toString()}`;
}
