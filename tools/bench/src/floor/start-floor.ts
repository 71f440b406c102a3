import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import express from 'express';
import { app } from '../api/api-request.js';
import { floorHandler, type FloorAnswer, type FloorRequest } from './floor-handler.js';
import { openFloorStore } from './open-floor-store.js';

/** What a floor is started with. */
export interface FloorOptions {
  /** Of a database that a Parse Server has filled. */
  readonly databaseURI: string;
  /** Behind Express instead of straight on `node:http`. */
  readonly behindExpress: boolean;
}

/** A server that listens. */
export interface LocalServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/**
 * The physical floor: the least that a server must do to answer the scenarios, Node's HTTP server and the database's
 * driver with a hand-written function in between.
 */
export async function startFloor({ databaseURI, behindExpress }: FloorOptions): Promise<LocalServer> {
  const store = await openFloorStore(databaseURI);
  const handle = floorHandler(store);
  const server = createServer(behindExpress ? expressListener(handle) : bareListener(handle));
  const origin = await listen(server);
  return {
    origin,
    async close() {
      server.close();
      server.closeAllConnections();
      await store.close();
    },
  };
}

type Handle = (request: FloorRequest) => Promise<FloorAnswer>;

function bareListener(handle: Handle): RequestListener {
  return (request, response) => {
    readText(request)
      .then((body) => handle(floorRequest(request, body)))
      .then(
        ({ status, body, location }) => {
          const text = JSON.stringify(body);
          response.writeHead(status, {
            'Content-Type': 'application/json; charset=utf-8',
            'Content-Length': Buffer.byteLength(text),
            ...(location === undefined ? {} : { Location: location }),
          });
          response.end(text);
        },
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  };
}

/** As Express programs are commonly written: a router under a path, its JSON parser, its way of answering. */
function expressListener(handle: Handle): RequestListener {
  const router = express.Router();
  router.use(express.text({ type: 'application/json', limit: '20mb' }));
  router.use(async (request, response) => {
    const text: unknown = request.body;
    const { status, body, location } = await handle(
      floorRequest(request, typeof text === 'string' ? text : '', request.originalUrl),
    );
    if (location !== undefined) response.location(location);
    response.status(status).json(body);
  });
  return express().use(app.mountPath, router);
}

function floorRequest(request: IncomingMessage, body: string, url = request.url ?? ''): FloorRequest {
  const sessionToken = request.headers['x-parse-session-token'];
  return {
    method: request.method ?? 'GET',
    url,
    sessionToken: typeof sessionToken === 'string' ? sessionToken : undefined,
    body,
  };
}

function readText(request: IncomingMessage): Promise<string> {
  if (request.method === 'GET') return Promise.resolve('');
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
}

/** Listens on a free port. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
