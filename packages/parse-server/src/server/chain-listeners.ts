import type { ServerResponse } from 'node:http';
import type { Logger } from '@parse/core';
import type { Middleware, RequestFunction } from './request-function.js';

/** The parts of a server that look at a request, in this order. */
export interface ListenerChain {
  /** The operator's own middleware. */
  readonly before: Middleware | undefined;
  readonly api: RequestFunction;
  /** Serves what the API does not know. */
  readonly otherwise: RequestFunction | undefined;
  readonly logger: Logger;
}

/**
 * One listener for all of them. Middleware that fails, by an error for `next`, by throwing or by a promise, is logged
 * and answered with 500: what a client sends must not end the process.
 */
export function chainListeners({ before, api, otherwise, logger }: ListenerChain): RequestFunction {
  const served: RequestFunction =
    otherwise === undefined
      ? (request, response) => api(request, response)
      : (request, response) => api(request, response, () => otherwise(request, response));
  if (before === undefined) {
    return served;
  }
  return (request, response) => {
    const fail = (error: unknown): void => {
      logger.log('error', 'middleware failed', { error });
      answerFailure(response);
    };
    const next = (error?: unknown): void => {
      if (error === undefined || error === null) {
        served(request, response);
      } else {
        fail(error);
      }
    };
    runMiddleware(() => before(request, response, next)).catch(fail);
  };
}

/** Rejects however the middleware fails. */
async function runMiddleware(run: () => unknown): Promise<void> {
  await run();
}

function answerFailure(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .writeHead(500, { 'Content-Type': 'application/json' })
    .end('{"code":1,"error":"Internal server error."}');
}
