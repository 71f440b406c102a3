import type { IncomingMessage, ServerResponse } from 'node:http';

/** A listener of `node:http` that is also middleware of Express 4 and 5 and of Connect. */
export type RequestFunction = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/** Middleware that does a part of the work and calls `next`. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;
