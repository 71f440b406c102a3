import type { Server } from 'node:http';
import { createApp, createJobScheduler, type App, type Logger } from '@parse/core';
import {
  createRateLimiter,
  createRestHandler,
  fetchHandler,
  nodeHandler,
  type FetchListener,
  type RestHandler,
} from '@parse/rest';
import { serverLogger } from '../logger/server-logger.js';
import type { OptionsResolution, ResolvedOptions } from '../options/resolve-options.js';
import { withPages } from '../pages/pages-handler.js';
import { appOptions } from './app-options.js';
import { chainListeners } from './chain-listeners.js';
import { checkServerUrl } from './check-server-url.js';
import { openCloud, type CloudCode } from './open-cloud.js';
import { closeHttp, listenHttp, portOf } from './http-listener.js';
import { loadMiddleware } from './load-middleware.js';
import type { Middleware, RequestFunction } from './request-function.js';
import { nodeOptions, restOptions } from './rest-options.js';
import { trackRequests } from './track-requests.js';

/** A server that serves. */
export interface RunningServer {
  readonly app: App;
  readonly options: ResolvedOptions;
  readonly logger: Logger;
  /** Undefined when the server was opened without. */
  readonly cloud: CloudCode | undefined;
  /** The API free of any transport. */
  readonly handler: RestHandler;
  /** To mount on Express, Connect or `node:http`; passes on what no route knows. */
  readonly middleware: RequestFunction;
  /**
   * Serves a Fetch request whose path begins with `mountPath`. Say the caller's address, `fetch(request, { ip })`:
   * without it the master key does not work, and rate limits take all callers for one.
   */
  readonly fetch: FetchListener;
  /** Listens on `host` and `port`; 0 takes a free port. `otherwise` serves what is not below `mountPath`. */
  listen(port?: number, otherwise?: RequestFunction): Promise<Server>;
  /**
   * Stops listening, lets requests under way finish for at most `milliseconds` (default 25000), then closes the
   * app. Idempotent; leaves no handle behind.
   */
  close(milliseconds?: number): Promise<void>;
}

/** Less than the half minute that supervisors commonly grant. */
const drainMs = 25_000;

/** How a server is opened. */
export interface OpenServerOptions {
  /** Loads the SDK also when there is no Cloud Code yet: the program registers it itself. */
  readonly withSdk?: boolean;
}

/**
 * Opens the app behind checked options, puts the API on top and runs the app's Cloud Code. A failure leaves nothing
 * open.
 */
export async function openServer(
  { options, warnings }: OptionsResolution,
  { withSdk = false }: OpenServerOptions = {},
): Promise<RunningServer> {
  const logger = serverLogger(options);
  for (const warning of warnings) {
    logger.log('warn', warning);
  }
  const before = await loadMiddleware(options.middleware);
  const app = await createApp(await appOptions(options, logger));
  try {
    const settings = restOptions(options);
    const limiter = settings.rateLimit?.length ? createRateLimiter(settings.rateLimit) : undefined;
    const api = createRestHandler(app, { ...settings, ...(limiter && { rateLimiter: limiter }) });
    const cloud = withSdk || options.cloud !== undefined ? await openCloud({ app, options, api }) : undefined;
    return serve({ app, options, logger, before, api: withPages(api, app, { options, limiter }), cloud });
  } catch (error) {
    await app.close();
    throw error;
  }
}

interface Parts {
  readonly app: App;
  readonly options: ResolvedOptions;
  readonly logger: Logger;
  readonly before: Middleware | undefined;
  readonly api: RestHandler;
  readonly cloud: CloudCode | undefined;
}

function serve({ app, options, logger, before, api, cloud }: Parts): RunningServer {
  const requests = trackRequests();
  const handler = requests.handler(api);
  const node = nodeOptions(options, logger);
  const mounted = requests.listener(nodeHandler(handler, node));
  const atPath = nodeHandler(handler, { ...node, mountPath: options.mountPath });
  const servers: Server[] = [];
  const ending = new AbortController();
  const scheduler = createJobScheduler(app, { rows: options.jobScheduler === true });
  if (cloud && options.jobScheduler !== false) scheduler.start();

  const shutDown = async (milliseconds: number): Promise<void> => {
    ending.abort();
    const closed = servers.map(closeHttp);
    if (!(await requests.drain(milliseconds))) {
      logger.log('warn', 'requests were cut off at shutdown', { after: milliseconds });
    }
    // Also connections on which no request ever came, which browsers open ahead: they do not count as idle.
    servers.forEach((server) => server.closeAllConnections());
    await Promise.all(closed);
    await scheduler.close();
    cloud?.close();
    await app.close();
    options.serverCloseComplete?.();
  };
  let closing: Promise<void> | undefined;

  return {
    app,
    options,
    logger,
    cloud,
    handler,
    middleware: mounted,
    fetch: fetchHandler(handler, { mountPath: options.mountPath }),
    async listen(port = options.port, otherwise) {
      const server = await listenHttp(
        requests.listener(chainListeners({ before, api: atPath, otherwise, logger })),
        {
          port,
          host: options.host,
          onError: (error) => logger.log('error', 'a connection could not be accepted', { error }),
        },
      );
      servers.push(server);
      logger.log('info', 'listening', {
        app: options.appName ?? options.appId,
        port: portOf(server),
        path: options.mountPath,
      });
      verifyUrl({ options, logger, signal: ending.signal });
      return server;
    },
    close: (milliseconds = drainMs) => (closing ??= shutDown(milliseconds)),
  };
}

interface UrlCheck {
  readonly options: ResolvedOptions;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** In the background: a proxy that is not ready yet must not hold up the start. */
function verifyUrl({ options, logger, signal }: UrlCheck): void {
  const { serverURL, verifyServerUrl } = options;
  if (!verifyServerUrl || serverURL === undefined) {
    return;
  }
  void checkServerUrl(serverURL, signal).then((answered) => {
    if (!answered && !signal.aborted) {
      logger.log('warn', 'no healthy answer under serverURL; Cloud Code and pages need it', { serverURL });
    }
  });
}
