import { randomUUID } from 'node:crypto';
// Loaded with this module and not with the first server, which tests would wait for.
import '@parse/cloud-code';
import { createJobScheduler, type App, type JobScheduler } from '@parse/core';
import { memoryStorage } from '@parse/storage-memory';
import { bcryptHasher, createParseServer, type ParseServerOptions } from 'parse-server';
import { connectSdk, logOutSdk } from './connect-sdk.js';
import { emptyApp } from './empty-app.js';
import { createTestClock, type TestClock } from './test-clock.js';

/** Options of the server; all may be left out. `host`, `port`, `now` and the scheduler are the tests' own. */
export type TestServerOptions = Omit<
  ParseServerOptions,
  'host' | 'port' | 'now' | 'jobScheduler' | 'cluster' | 'masterKey'
> & { readonly masterKey?: string };

/** A server that serves the tests of one process. */
export interface TestServer {
  readonly appId: string;
  readonly masterKey: string;
  /** Where it listens: `http://127.0.0.1:39121/parse`. */
  readonly url: string;
  /** The server's time: sessions expire and jobs fall due when it is set forward. */
  readonly clock: TestClock;
  /** The engine, for operations of `@parse/core`. */
  readonly app: App;
  /** Points the SDK at this server again, with nobody logged in, after another one was started. */
  connect(): void;
  /**
   * As after the start: no objects, the real time, nobody logged in. Classes and their columns stay, and so does what
   * Cloud Code has registered or keeps in variables of its own.
   */
  reset(): Promise<void>;
  /** Starts the scheduled jobs that are due by the clock, and resolves when they have ended. */
  runDueJobs(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a server in memory on a free port of this machine, and points the SDK at it. It logs nothing and lets clients
 * make classes, unless the options say otherwise. Throws ConfigError for options and Cloud Code that are of no use.
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const clock = createTestClock();
  const { masterKey = randomUUID() } = options;
  const server = await createParseServer({
    ...testDefaults(options),
    ...options,
    ...ownOptions,
    masterKey,
    now: clock.now,
  });
  const address = (await server.listen(0)).address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://${ownOptions.host}:${port}${server.options.mountPath.replace(/^\/$/, '')}`;
  const { app } = server;
  const { appId } = app;
  const connect = (): void => connectSdk({ appId, masterKey, url });
  let scheduler = await openScheduler(app);
  connect();
  return {
    appId,
    masterKey,
    url,
    clock,
    app,
    connect,
    async reset() {
      clock.reset();
      await scheduler.close();
      await emptyApp(app);
      scheduler = await openScheduler(app);
      logOutSdk();
    },
    async runDueJobs() {
      await scheduler.tick();
      await scheduler.ended();
    },
    async close() {
      await scheduler.close();
      await server.close(0);
    },
  };
}

/** It starts what falls due from now on. */
async function openScheduler(app: App): Promise<JobScheduler> {
  const scheduler = createJobScheduler(app, { rows: true });
  await scheduler.tick();
  return scheduler;
}

const ownOptions = { host: '127.0.0.1', port: 0, jobScheduler: false } as const;

function testDefaults({ databaseURI, databaseAdapter }: TestServerOptions): ParseServerOptions {
  return {
    appId: `test-${randomUUID()}`,
    ...(databaseURI === undefined && databaseAdapter === undefined && { storage: memoryStorage() }),
    // The fewest rounds that bcrypt has: these passwords guard nothing.
    passwords: bcryptHasher({ cost: 4 }),
    allowClientClassCreation: true,
    silent: true,
  };
}
