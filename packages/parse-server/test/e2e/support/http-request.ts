import type Parse from 'parse/node';
import type { TestServer } from './start-server.js';

/** A request as clients other than the SDK send it. */
export interface HttpRequest {
  readonly method?: string;
  /** Below the mount: `/classes/Game`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, its body read as JSON. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Parse.Attributes;
}

/** Sends a request of the app over plain HTTP, for what the SDK does not do itself. */
export async function httpRequest(server: TestServer, request: HttpRequest): Promise<HttpAnswer> {
  const response = await fetch(`${server.url}${request.path}`, {
    method: request.method ?? (request.body === undefined ? 'GET' : 'POST'),
    headers: {
      'Content-Type': 'application/json',
      'X-Parse-Application-Id': server.appId,
      ...request.headers,
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  });
  return { status: response.status, body: (await response.json()) as Parse.Attributes };
}
