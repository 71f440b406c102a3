import type { App } from '@parse/core';
import { bcryptHasher, createParseServer, type ParseServerOptions } from '../../../src/index.js';
import { createClock, type Clock } from './clock.js';
import type { Lack, TestStorage } from './storages.js';

/** A server under test, reachable over HTTP. */
export interface TestServer {
  readonly app: App;
  readonly appId: string;
  readonly masterKey: string;
  readonly url: string;
  /** The server's time. */
  readonly clock: Clock;
  /** What its database is less than others at. */
  readonly lacks: ReadonlySet<Lack>;
  /** Whether its database is another process, so that tests of many requests make do with fewer. */
  readonly isRemote: boolean;
  close(): Promise<void>;
}

/** What a test can set; the harness sees to the rest. */
export type TestServerOptions = Omit<ParseServerOptions, 'storage' | 'now' | 'passwords' | 'port'>;

/**
 * Starts a server on an empty storage and a free port. It makes classes for clients unless the options say otherwise.
 * Servers that run at the same time need a `label` each.
 */
export async function startServer(
  storage: TestStorage,
  { label, ...options }: TestServerOptions & { readonly appId: string; readonly label?: string },
): Promise<TestServer> {
  const clock = createClock();
  const masterKey = `master key of ${options.appId}`;
  const server = await createParseServer({
    masterKey,
    allowClientClassCreation: true,
    silent: true,
    host: '127.0.0.1',
    mountPath: '/parse',
    ...options,
    storage: await storage.create(label),
    // The fewest rounds that bcrypt has: these passwords guard nothing.
    passwords: bcryptHasher({ cost: 4 }),
    now: clock.now,
  });
  const address = (await server.listen(0)).address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    app: server.app,
    appId: options.appId,
    masterKey,
    url: `http://127.0.0.1:${port}/parse`,
    clock,
    lacks: storage.lacks,
    isRemote: storage.isServer,
    close: () => server.close(),
  };
}
