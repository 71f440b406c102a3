import type { createParseServer } from 'parse-server';
import { startFloor } from '../floor/start-floor.js';
import type { ServeRequest, ServeAnswer } from './server-process.js';
import { startOurs } from './start-ours.js';

// The process of a floor or of ours: told over IPC what to serve, it says where it does.

process.on('disconnect', () => process.exit());
process.once('message', (message) => {
  void serve(message as ServeRequest).then((answer) => process.send?.(answer));
});

interface ParseServerModule {
  readonly createParseServer: typeof createParseServer;
}

async function serve({ kind, databaseURI, parseServer, cloud }: ServeRequest): Promise<ServeAnswer> {
  try {
    if (kind !== 'ours') {
      const { origin } = await startFloor({ databaseURI, behindExpress: kind === 'floor+express' });
      return { origin };
    }
    const { createParseServer } = (await import(parseServer)) as ParseServerModule;
    const { origin } = await startOurs(
      createParseServer,
      databaseURI,
      cloud ? { cloud: cloud.main, directAccess: cloud.directAccess } : {},
    );
    return { origin };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
