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
export async function startService(name: ServiceName, report: Report): Promise<Service> {
  const given = givenUri(name);
  if (given !== undefined) return engines[name].adopt(given);
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
  const given = givenUri(name);
  if (given !== undefined)
    return { service: await engines[name].adopt(given), release: () => Promise.resolve() };
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

/** What answers now; undefined also after a crash. */
export async function serviceStatus(name: ServiceName): Promise<Service | undefined> {
  const given = givenUri(name);
  if (given === undefined) return runningService(serviceFolder(name));
  return engines[name].adopt(given).catch(() => undefined);
}

/** A server somebody else runs, which is used instead and left alone: `PARSE_TEST_POSTGRES_URI` and its like. */
function givenUri(name: ServiceName): string | undefined {
  return process.env[`PARSE_TEST_${name.toUpperCase()}_URI`];
}

/** What a crash has left half-started or half-stopped is stopped first. */
async function ensureRunning(name: ServiceName, folder: string, report: Report): Promise<Service> {
  const running = runningService(folder);
  if (running !== undefined) return running;
  await stopRunning(folder);
  try {
    const service = await engines[name].start({ folder, report: (line) => report(`${name}: ${line}`) });
    publish(folder, service);
    return service;
  } catch (error) {
    await stopRunning(folder);
    throw error;
  }
}

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
