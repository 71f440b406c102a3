import type { createParseServer, ParseServerOptions } from 'parse-server';
import { app } from '../api/api-request.js';
import type { LocalServer } from '../floor/start-floor.js';

/**
 * Starts our server as a program would, everything at its default but the log, which is off for all servers. The
 * factory is given: a bundle as npm ships it, or the sources.
 */
export async function startOurs(
  factory: typeof createParseServer,
  databaseURI: string,
  options: Pick<ParseServerOptions, 'allowClientClassCreation' | 'cloud' | 'directAccess'> = {},
): Promise<LocalServer> {
  const server = await factory({
    appId: app.appId,
    masterKey: app.masterKey,
    mountPath: app.mountPath,
    databaseURI,
    host: '127.0.0.1',
    silent: true,
    ...options,
  });
  const address = (await server.listen(0)).address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close(0) };
}
