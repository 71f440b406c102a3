import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '@parse/core';
import type { RequestFunction } from './request-function.js';

/**
 * Longer than the minute for which common load balancers keep a connection they do not use: were it shorter, a request
 * could meet a connection that is being closed, and fail.
 */
const keepAliveMs = 65_000;

/** Where to listen, and what happens to failures while listening. */
export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** A connection could not be accepted, for want of file handles say; the server goes on. */
  readonly onError: (error: Error) => void;
}

/**
 * Listens on a port; resolves when connections are accepted. Throws `ConfigError` when the port cannot be had. A client
 * has a minute to send the head of a request and five for all of it.
 */
export async function listenHttp(handle: RequestFunction, options: ListenOptions): Promise<Server> {
  const { port, host, onError } = options;
  const limits = { keepAliveTimeout: keepAliveMs, headersTimeout: 60_000, requestTimeout: 300_000 };
  const server = createServer(limits, (request, response) => handle(request, response));
  await new Promise<void>((resolve, reject) => {
    const onFailure = (cause: Error): void => reject(explainListenError(cause, port, host));
    server.once('error', onFailure);
    server.listen(port, host, () => {
      server.off('error', onFailure).on('error', onError);
      resolve();
    });
  });
  return server;
}

/** Stops accepting connections and closes those without a request; resolves when all are closed. */
export async function closeHttp(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** The port of a listening server. */
export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function explainListenError(cause: Error, port: number, host: string): Error {
  switch ('code' in cause ? cause.code : undefined) {
    case 'EADDRINUSE':
      return new ConfigError([
        `Port ${port} is in use: stop the program that has it, or choose another port.`,
      ]);
    case 'EACCES':
      return new ConfigError([`Port ${port} needs more rights: choose a port above 1023.`]);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError([`host ${JSON.stringify(host)} is no address of this machine.`]);
    default:
      return cause;
  }
}
