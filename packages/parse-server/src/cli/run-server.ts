import type { OptionsResolution } from '../options/resolve-options.js';
import { portOf } from '../server/http-listener.js';
import { openServer } from '../server/open-server.js';
import { aborted } from './termination-signal.js';

/** What one serving process needs. */
export interface ServerRun {
  readonly resolution: OptionsResolution;
  /** Told the port as soon as requests are served. */
  readonly onServing: (port: number) => void;
  readonly signal: AbortSignal;
}

/** Serves until the signal, then ends in good order. */
export async function runServer({ resolution, onServing, signal }: ServerRun): Promise<void> {
  const server = await openServer(resolution);
  try {
    const http = await server.listen();
    onServing(portOf(http));
    await aborted(signal);
    server.logger.log('info', 'shutting down');
  } finally {
    await server.close();
  }
}
