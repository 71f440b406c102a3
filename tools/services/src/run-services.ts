import { join } from 'node:path';
import { engines } from './engines.js';
import { daemonsAreAlive, stopDaemons } from './process/daemon.js';
import { withLock } from './process/file-lock.js';
import { serviceFolder } from './service-folders.js';
import type { Service, ServiceName } from './service-names.js';
import {
  forgetKept,
  giveBackLease,
  isKept,
  isLeased,
  keepRunning,
  publish,
  readPublished,
  takeLease,
  unpublish,
} from './service-state.js';

/** A service that runs until it is released, or longer when others use it too. */
export interface LeasedService {
  readonly service: Service;
  readonly release: () => Promise<void>;
}

type Report = (line: string) => void;

/** Starts a service unless it runs, and leaves it running until `stopService`. */
export function startService(name: ServiceName, report: Report): Promise<Service> {
  const folder = serviceFolder(name);
  return exclusively(folder, async () => {
    const service = await ensureRunning(name, folder, report);
    keepRunning(folder);
    return service;
  });
}

/**
 * Starts a service unless it runs. Released by its last user it is stopped, unless it was started by hand: test
 * runs that overlap share one, and leave none behind.
 */
export async function leaseService(name: ServiceName, report: Report): Promise<LeasedService> {
  const folder = serviceFolder(name);
  return exclusively(folder, async () => {
    const service = await ensureRunning(name, folder, report);
    const lease = takeLease(folder);
    const release = (): Promise<void> =>
      exclusively(folder, async () => {
        giveBackLease(lease);
        if (!isKept(folder) && !isLeased(folder)) await stopRunning(folder);
      });
    return { service, release };
  });
}

/** Stops a service, whoever uses it. Resolves with what ran, if anything did. */
export function stopService(name: ServiceName): Promise<Service | undefined> {
  const folder = serviceFolder(name);
  return exclusively(folder, async () => {
    const service = runningService(folder);
    forgetKept(folder);
    await stopRunning(folder);
    return service;
  });
}

/** What runs now; undefined also after a crash. */
export function serviceStatus(name: ServiceName): Service | undefined {
  return runningService(serviceFolder(name));
}

/** What a crash has left half-started or half-stopped is stopped first. */
async function ensureRunning(name: ServiceName, folder: string, report: Report): Promise<Service> {
  const running = runningService(folder);
  if (running !== undefined) return running;
  await stopRunning(folder);
  try {
    const service = await engines[name]({ folder, report: (line) => report(`${name}: ${line}`) });
    publish(folder, service);
    return service;
  } catch (error) {
    await stopRunning(folder);
    throw error;
  }
}

/** A service of somebody else has no process here and is asked anew each time: its address may have changed. */
function runningService(folder: string): Service | undefined {
  return daemonsAreAlive(folder) ? readPublished(folder) : undefined;
}

async function stopRunning(folder: string): Promise<void> {
  unpublish(folder);
  await stopDaemons(folder);
}

function exclusively<T>(folder: string, work: () => Promise<T>): Promise<T> {
  return withLock(join(folder, 'lock'), work);
}
