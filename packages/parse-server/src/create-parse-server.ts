import type { ParseServerOptions } from './options/parse-server-options.js';
import { resolveOptions } from './options/resolve-options.js';
import { openServer, type RunningServer } from './server/open-server.js';

/**
 * Starts a server: checks the options, opens storage and cache, and resolves when requests can be served. It
 * listens on no port before `listen` is called. Throws `ConfigError` with every problem of the options.
 */
export async function createParseServer(options: ParseServerOptions): Promise<RunningServer> {
  return openServer(resolveOptions(options));
}
