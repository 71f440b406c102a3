import type { Server } from 'node:http';
import { ConfigError } from '@parse/core';
import { createWaitingHandler, nodeHandler, type ServerState } from '@parse/rest';
import { CallableObject } from './callable-object.js';
import { serverLogger } from './logger/server-logger.js';
import { pickDefined } from './options/defined-entries.js';
import type { ParseServerOptions } from './options/parse-server-options.js';
import { resolveOptions, type OptionsResolution, type ResolvedOptions } from './options/resolve-options.js';
import { checkServerUrl } from './server/check-server-url.js';
import { createExpressApp, type ExpressApp } from './server/express-app.js';
import { openServer, type RunningServer } from './server/open-server.js';
import type { RequestFunction } from './server/request-function.js';

/**
 * The server as programs written for Parse Server know it. An instance is a request function itself, so it can be
 * mounted before it is started: the first request starts it, and requests wait until it is ready.
 * New programs call `createParseServer`.
 */
export class ParseServer extends CallableObject {
  /** Starts a server that listens on `port` and serves the API below `mountPath`. */
  static async startApp(options: ParseServerOptions): Promise<ParseServer> {
    const instance = new ParseServer(options);
    await instance.start();
    await instance.#listen();
    return instance;
  }

  /** LiveQuery is not available yet: always rejects. */
  static async createLiveQueryServer(_httpServer?: Server, _config?: object): Promise<never> {
    throw new ConfigError([
      'createLiveQueryServer is not available yet: LiveQuery comes with a later release.',
    ]);
  }

  /** Whether a healthy server answers under the URL. */
  static async verifyServerUrl(serverURL: string): Promise<boolean> {
    return checkServerUrl(serverURL);
  }

  /** The options, with defaults. */
  readonly config: ResolvedOptions;
  /** The request function to mount: `express().use('/parse', server.app)`. */
  readonly app: RequestFunction;
  /** The HTTP server that `startApp` listens with. */
  server: Server | undefined;
  /** LiveQuery is not available yet. */
  readonly liveQueryServer: undefined;

  readonly #resolution: OptionsResolution;
  #state: ServerState = 'initialized';
  #starting: Promise<RunningServer> | undefined;
  #running: RunningServer | undefined;
  #expressApp: ExpressApp | undefined;
  #stopped = false;

  /** Throws `ConfigError` with every problem of the options. Opens nothing: that is what `start` is for. */
  constructor(options: ParseServerOptions) {
    const resolution = resolveOptions(options);
    const serve: RequestFunction = (request, response, next) => {
      this.#serve(request, response, next);
    };
    super((request, response, next) => serve(request, response, next));
    this.#resolution = resolution;
    this.config = resolution.options;
    this.app = serve;
  }

  /** Resolves with this server when it serves requests. After a failure it can be called again. */
  async start(): Promise<this> {
    await this.#start();
    return this;
  }

  /**
   * Lets requests under way finish and frees the database, sockets and timers. Idempotent; requests that come
   * later through a surrounding app are refused.
   */
  async handleShutdown(): Promise<void> {
    this.#stopped = true;
    const running = await this.#starting?.catch(() => undefined);
    this.#state = 'initialized';
    this.#running = undefined;
    this.#starting = undefined;
    await running?.close();
  }

  /**
   * The Express app around the API, for routes beside it. Made when it is first asked for, with the Express that
   * the program installed; without one it throws `ConfigError`.
   */
  get expressApp(): ExpressApp {
    return (this.#expressApp ??= createExpressApp());
  }

  async #listen(): Promise<void> {
    const running = await this.#start();
    try {
      this.server = await running.listen(this.config.port, (request, response) => {
        if (this.#expressApp === undefined) {
          response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found');
        } else {
          this.#expressApp(request, response);
        }
      });
    } catch (error) {
      await this.handleShutdown();
      throw error;
    }
  }

  async #start(): Promise<RunningServer> {
    this.#starting ??= this.#open();
    return this.#starting;
  }

  async #open(): Promise<RunningServer> {
    this.#state = 'starting';
    this.#stopped = false;
    try {
      const running = await openServer(this.#resolution, { withSdk: true });
      this.#running = running;
      this.#state = 'ok';
      return running;
    } catch (error) {
      this.#state = 'error';
      this.#starting = undefined;
      throw error;
    }
  }

  /** Answers while there is no app: the state to load balancers, an error to everybody else. */
  #refuse(): RequestFunction {
    const { config } = this;
    const cors = pickDefined(config, ['allowOrigin', 'allowHeaders']);
    return nodeHandler(createWaitingHandler({ ...cors, state: () => this.#state }));
  }

  #serve(...[request, response, next]: Parameters<RequestFunction>): void {
    if (this.#running !== undefined) {
      this.#running.middleware(request, response, next);
      return;
    }
    const refuse = this.#refuse();
    if (this.#stopped || isHealthCheck(request.url)) {
      refuse(request, response, next);
      return;
    }
    this.#start().then(
      (running) => running.middleware(request, response, next),
      (error: unknown) => {
        serverLogger(this.config).log('error', 'the server did not start', { error });
        refuse(request, response, next);
      },
    );
  }
}

/** Load balancers are told the state at once. */
function isHealthCheck(url: string | undefined): boolean {
  return /\/health\/?($|\?)/.test(url ?? '');
}
