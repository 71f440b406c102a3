import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import express from 'express';
import { createParseServer } from 'parse-server';
import type { StartedServer } from './lane.js';
import { commonOptions, keys, type ProfileOptions } from './profiles.js';
import { withFunctions } from './with-functions.js';

/** Starts this repository's server in this process, mounted on Express as parse-server is. */
export async function startOurs(databaseURI: string, options: ProfileOptions): Promise<StartedServer> {
  // The port comes first, as the server is told its own address.
  const http = createServer();
  const serverURL = `http://127.0.0.1:${await listen(http)}/parse`;
  const server = await createParseServer({
    ...keys,
    ...commonOptions,
    ...withFunctions(options, serverURL),
    databaseURI,
    serverURL,
    publicServerURL: serverURL,
    silent: true,
    verifyServerUrl: false,
  });
  http.on('request', express().use('/parse', server.middleware));
  return {
    serverURL,
    async stop() {
      http.closeAllConnections();
      http.close();
      await server.close(1000);
    },
  };
}

async function listen(http: Server): Promise<number> {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
