import { bcryptHasher, createParseServer, type ParseServerOptions } from 'parse-server';
import type { RestServer } from './rest-client.js';

/** Our server on that database. */
export interface OurServer extends RestServer {
  readonly stop: () => Promise<void>;
}

/** Starts it in this process, with the keys the incumbent has. */
export async function startOurs(options: ParseServerOptions): Promise<OurServer> {
  const keys = { appId: 'incumbent', masterKey: 'incumbent-master-key' };
  const server = await createParseServer({
    ...keys,
    silent: true,
    host: '127.0.0.1',
    mountPath: '/parse',
    passwords: bcryptHasher(),
    ...options,
  });
  const address = (await server.listen(0)).address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { ...keys, serverURL: `http://127.0.0.1:${port}/parse`, stop: () => server.close() };
}
