import { ConfigError } from '@parse/core';
import { portOf } from '../server/http-listener.js';
import { openServer } from '../server/open-server.js';
import { keepCloudFresh } from './keep-cloud-fresh.js';
import type { ServerRun } from './run-server.js';
import { aborted } from './termination-signal.js';

/**
 * Serves until the signal, and runs Cloud Code anew whenever one of its files changes. Code that cannot be loaded is
 * told about and leaves the code from before in place, also at the start, where that is none.
 */
export async function runDevelopment({ resolution, onServing, signal }: ServerRun): Promise<void> {
  const { cloud: path, ...options } = resolution.options;
  if (typeof path !== 'string') {
    throw new ConfigError(['Say where the Cloud Code is: parse-server dev ./cloud/main.ts']);
  }
  if (options.cluster !== undefined && options.cluster !== false) {
    throw new ConfigError(['parse-server dev serves with one process: leave cluster out.']);
  }
  const server = await openServer({ ...resolution, options }, { withSdk: true });
  try {
    const { cloud, logger } = server;
    const stop = cloud && (await keepCloudFresh({ cloud, path, logger }));
    try {
      onServing(portOf(await server.listen()));
      await aborted(signal);
      logger.log('info', 'shutting down');
    } finally {
      await stop?.();
    }
  } finally {
    await server.close();
  }
}
