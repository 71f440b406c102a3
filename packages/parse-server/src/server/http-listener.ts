import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '@parse/core';
import type { RequestFunction } from './request-function.js';

/** Listens on a port; resolves when connections are accepted. Throws `ConfigError` when the port cannot be had. */
export async function listenHttp(handle: RequestFunction, port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(explainListenError(cause, port, host)));
    server.listen(port, host, resolve);
  });
  return server;
}

/** Stops accepting connections, closes those without a request, and resolves when all are closed. */
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
