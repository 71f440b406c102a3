import { nullMap, readBytes } from '@parse/core';
import { bodyTooLarge } from './http-error.js';
import { notFound } from './not-found.js';
import type { RestBody, RestHandler } from './rest-request.js';
import { payload, type RestResponse } from './rest-response.js';

/** How the handler sits in a Fetch runtime. */
export interface FetchHandlerOptions {
  /** The path that the server is mounted under. */
  readonly mountPath?: string;
  /** The caller's address, which a Fetch request does not tell, for calls of the handler that do not say it. */
  readonly ip?: (request: Request) => string;
}

/** What a runtime knows about the sender of a request. */
export interface FetchCaller {
  readonly ip?: string;
}

/** A function for runtimes that speak Fetch: Deno, Bun, workers, Hono and the like. */
export type FetchListener = (request: Request, caller?: FetchCaller) => Promise<Response>;

/** The address of callers of whom nobody tells one: on no list, unless it is one of all addresses. */
const UNKNOWN_ADDRESS = '0.0.0.0';

/** Serves the handler to Fetch runtimes. Without an address the master key does not work. */
export function fetchHandler(handler: RestHandler, options: FetchHandlerOptions = {}): FetchListener {
  const mountPath = (options.mountPath ?? '').replace(/\/+$/, '');
  return async (request, caller) => {
    const { pathname, search } = new URL(request.url);
    if (pathname !== mountPath && !pathname.startsWith(`${mountPath}/`)) {
      return toFetchResponse(notFound({ mountPath: '', path: pathname }, request.method), request.method);
    }
    const answer = await handler({
      method: request.method,
      path: pathname.slice(mountPath.length),
      query: search.slice(1),
      mountPath,
      header: (name) => request.headers.get(name) ?? undefined,
      headers: () => Object.assign(nullMap<string>(), Object.fromEntries(request.headers)),
      body: fetchBody(request),
      ip: caller?.ip ?? options.ip?.(request) ?? UNKNOWN_ADDRESS,
    });
    return toFetchResponse(answer, request.method);
  };
}

function fetchBody(request: Request): RestBody {
  const { body } = request;
  if (!body) return { kind: 'none' };
  const announced = request.headers.get('content-length');
  return {
    kind: 'stream',
    length: announced === null ? undefined : Number(announced),
    read: (limit) => readBytes(body, limit, bodyTooLarge),
  };
}

function toFetchResponse(answer: RestResponse, method: string): Response {
  const { data, type } = payload(answer.body);
  return new Response(method === 'HEAD' ? null : data, {
    status: answer.status,
    headers: { ...answer.headers, 'Content-Type': type },
  });
}
