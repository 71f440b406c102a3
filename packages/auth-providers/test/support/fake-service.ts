import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ServiceTrouble } from '@parse/adapter-tests';
import { afterAll, beforeAll } from 'vitest';

/** A request as the stand-in for a service sees it. */
export interface FakeRequest {
  /** Parameters of the address and of the body, form or JSON. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage['headers'];
  /** What comes after `Bearer` in the header. */
  readonly bearer: string | undefined;
}

/** Answers with JSON, or with a text as it is. */
export interface FakeAnswer {
  readonly status?: number;
  readonly body: object | string;
}

/** Endpoints by method and path: `POST /token`. */
export type FakeRoutes = Readonly<Record<string, (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>>>;

/** A stand-in for services on this machine. */
export interface FakeService {
  readonly url: string;
  readonly play: (trouble: ServiceTrouble | undefined) => void;
  /** How many requests there were. */
  readonly requests: () => number;
}

/** One server for all tests of a file; it is there when they run. */
export function fakeService(routes: FakeRoutes): FakeService {
  let trouble: ServiceTrouble | undefined;
  let requests = 0;
  let server: Server | undefined;
  beforeAll(async () => {
    server = createServer((request, response) => {
      requests += 1;
      void answer({ request, response, routes, trouble });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  return {
    get url() {
      const address = server?.address();
      return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    },
    play: (next) => {
      trouble = next;
    },
    requests: () => requests,
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly routes: FakeRoutes;
  readonly trouble: ServiceTrouble | undefined;
}

const MEGABYTE = ' '.repeat(1024 * 1024);

async function answer({ request, response, routes, trouble }: Exchange): Promise<void> {
  const right = await rightAnswer(request, routes);
  const text = typeof right.body === 'string' ? right.body : JSON.stringify(right.body);
  const status = right.status ?? 200;
  switch (trouble) {
    case undefined:
      return void response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
    case 'away':
      return void response.destroy();
    case 'slow':
      return;
    case 'fault':
      return void response.writeHead(500).end(text);
    case 'garbage':
      return void response.writeHead(200).end(`<html>${text}</html>`);
    case 'empty answers':
      return void response.writeHead(200).end('{}');
    case 'endless answers':
      return void response.writeHead(status).end(text + MEGABYTE);
    case 'redirects': {
      const [path, query] = (request.url ?? '').split('?');
      const isFollowed = path?.endsWith('/elsewhere');
      if (isFollowed) return void response.writeHead(status).end(text);
      return void response.writeHead(307, { Location: `${path}/elsewhere?${query ?? ''}` }).end();
    }
  }
}

async function rightAnswer(request: IncomingMessage, routes: FakeRoutes): Promise<FakeAnswer> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = url.pathname.replace(/\/elsewhere$/, '');
  const route = routes[`${request.method} ${path}`];
  const body = await readText(request);
  if (!route) return { status: 404, body: { error: `no ${request.method} ${path}` } };
  const isJson = request.headers['content-type']?.includes('json');
  const sent = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  return route({
    parameters: { ...Object.fromEntries(url.searchParams), ...sent },
    headers: request.headers,
    bearer: /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1],
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
