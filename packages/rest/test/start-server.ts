import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createApp,
  type App,
  type AppOptions,
  type AppSettings,
  type LogFields,
  type Logger,
} from '@parse/core';
import { memoryStorage, type MemoryStorageOptions } from '@parse/storage-memory';
import { onTestFinished } from 'vitest';
import {
  createRestHandler,
  nodeHandler,
  type NodeHandlerOptions,
  type RestHandler,
  type RestOptions,
} from '../src/index.js';

export interface TestOptions {
  readonly settings?: Partial<AppSettings>;
  readonly keys?: Partial<AppOptions['keys']>;
  readonly storage?: MemoryStorageOptions;
  readonly rest?: Partial<RestOptions>;
  readonly node?: NodeHandlerOptions;
}

/** What a test says about one request. */
export interface Ask {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly master?: boolean;
  readonly session?: string;
}

/** What a body holds; a test reads it freely, and a wrong shape fails its assertion. */
type Body = ReturnType<typeof JSON.parse>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed; undefined when it is no JSON. */
  readonly json: Body;
}

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly app: App;
  readonly errors: readonly LogFields[];
  readonly ask: (method: string, path: string, ask?: Ask) => Promise<Answer>;
}

/** An app on memory storage, and what it logged as errors. */
export async function startApp(options: TestOptions = {}): Promise<{ app: App; errors: LogFields[] }> {
  const errors: LogFields[] = [];
  const logger: Logger = {
    log: (level, message, fields) => {
      if (level === 'error') errors.push({ message, ...fields });
    },
    isEnabled: (level) => level === 'error',
  };
  const app = await createApp({
    appId: 'app',
    keys: { masterKey: 'mk', readOnlyMasterKey: 'ro', maintenanceKey: 'mnt', ...options.keys },
    storage: memoryStorage(options.storage),
    passwords: {
      hash: (password) => Promise.resolve(`hash:${password}`),
      verify: (password, hash) => Promise.resolve(hash === `hash:${password}`),
      needsRehash: () => false,
    },
    logger,
    settings: { allowClientClassCreation: true, ...options.settings },
  });
  onTestFinished(() => app.close());
  return { app, errors };
}

/** A real server on a port of its own, mounted at `/parse` unless told otherwise. */
export async function startServer(options: TestOptions = {}): Promise<TestServer> {
  const { app, errors } = await startApp(options);
  const handler = restHandlerOf(app, options);
  const { port } = await listen(nodeHandler(handler, { mountPath: '/parse', ...options.node }));
  const url = `http://127.0.0.1:${port}/parse`;
  return { url, port, app, errors, ask: (method, path, ask) => sendTo(url + path, method, ask) };
}

export function restHandlerOf(app: App, options: TestOptions = {}): RestHandler {
  return createRestHandler(app, { serverVersion: '1.2.3', ...options.rest });
}

/** Listens on loopback until the test is over. */
export async function listen(listener: RequestListener): Promise<AddressInfo> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address;
}

export async function sendTo(
  url: string,
  method: string,
  { body, headers, master, session }: Ask = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      'X-Parse-Application-Id': 'app',
      ...(master && { 'X-Parse-Master-Key': 'mk' }),
      ...(session !== undefined && { 'X-Parse-Session-Token': session }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
