import { ErrorCode } from '@parse/core';
import { createCors, type CorsOptions } from './cors.js';
import type { RestHandler } from './rest-request.js';
import { json, withHeaders, type RestResponse } from './rest-response.js';
import { splitPath } from './router.js';

/** How far a server is: only `ok` serves requests. */
export type ServerState = 'initialized' | 'starting' | 'ok' | 'error';

/** Options of `createWaitingHandler`. */
export interface WaitingHandlerOptions extends CorsOptions {
  readonly state: () => ServerState;
}

/**
 * A handler to mount before there is an app: `/health` tells the state, everything else fails with code 1, and
 * browsers get their CORS headers.
 */
export function createWaitingHandler(options: WaitingHandlerOptions): RestHandler {
  const cors = createCors(options);
  return (request) => {
    const state = options.state();
    const preflight = answerPreflight(request.method);
    const answer =
      preflight ?? (isHealthPath(splitPath(request.path)) ? healthResponse(state) : notReady(state));
    return Promise.resolve(withHeaders(answer, cors(request)));
  };
}

/** The answer to `OPTIONS`, whatever the path; undefined for other methods. */
export function answerPreflight(method: string): RestResponse | undefined {
  return method === 'OPTIONS' ? PREFLIGHT : undefined;
}

/** Whether the segments are those of `/health`. */
export function isHealthPath(segments: readonly string[] | undefined): boolean {
  return segments?.length === 1 && segments[0]?.toLowerCase() === 'health';
}

/** The answer of `/health`, for load balancers: 200 only when requests are served. */
export function healthResponse(state: ServerState): RestResponse {
  return state === 'ok' ? HEALTHY : json(503, { status: state }, { 'Retry-After': '1' });
}

/** The answer of every other path while requests are not served. */
export function notReady(state: ServerState): RestResponse {
  return json(500, { code: ErrorCode.InternalServerError, error: `Invalid server state: ${state}` });
}

const PREFLIGHT: RestResponse = {
  status: 200,
  headers: {},
  body: { kind: 'text', text: 'OK', type: 'text/plain; charset=utf-8' },
};
const HEALTHY = json(200, { status: 'ok' });
