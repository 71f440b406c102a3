import { closeOnInterrupt } from '../process/close-on-interrupt.js';
import { sqliteFolder } from '../service-folders.js';
import type { Service } from '../service-names.js';
import { emptyDatabase } from './empty-database.js';
import { dropDatabases, hasEnded, type DatabaseServer, type SqliteFolder } from './test-databases.js';
import { MissingServicesError, useServices, type ServicesInUse } from './use-services.js';

/** What databases can be had on. */
export type ScratchEngine = (DatabaseServer | SqliteFolder)['name'];

/** The databases of one run of a tool; they are gone when it ends. */
export interface ScratchDatabases {
  /** The servers they are on, which run until `close`. */
  readonly services: readonly Service[];
  /** Empties the database of that label, or makes it, and resolves with its URI. Rejects once `close` was called. */
  readonly empty: (engine: ScratchEngine, label: string) => Promise<string>;
  /** Drops them all, and stops the services that nobody else uses and nobody started by hand. */
  readonly close: () => Promise<void>;
}

/**
 * Has the services of these engines running, and drops what killed runs have left on them. Ctrl-C closes them before it
 * ends the process. Rejects when an engine cannot be had, and leaves nothing running. A process has them open once at a
 * time, as a database's name tells whose it is by the process alone.
 */
export async function openScratchDatabases(
  engines: readonly ScratchEngine[],
  report: (line: string) => void = () => undefined,
): Promise<ScratchDatabases> {
  const { services, uris, release } = await servicesOf(engines, report);
  const homes = engines.map((name) =>
    name === 'sqlite' ? { name, folder: sqliteFolder() } : { name, uri: uris[name] ?? '' },
  );
  const runId = String(process.pid);
  const emptied: Promise<string>[] = [];
  let isClosing = false;

  const close = closeOnInterrupt(async () => {
    isClosing = true;
    // What is still being made would be there afterwards.
    await Promise.allSettled(emptied);
    try {
      for (const home of homes) await dropDatabases(home, (owner) => owner === runId);
    } finally {
      await release();
    }
  }, report);
  try {
    for (const home of homes) await dropDatabases(home, hasEnded);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    services,
    async empty(engine, label) {
      // An interrupted run goes on until it notices.
      if (isClosing) throw new Error('the databases of this run are being dropped');
      const home = homes.find(({ name }) => name === engine);
      if (home === undefined) throw new Error(`the databases were not opened on ${engine}`);
      const uri = emptyDatabase(home, { runId, label });
      emptied.push(uri);
      return uri;
    },
    close,
  };
}

async function servicesOf(
  engines: readonly ScratchEngine[],
  report: (line: string) => void,
): Promise<ServicesInUse> {
  const needed = Object.fromEntries(engines.map((engine) => [engine, 'all' as const]));
  const inUse = await useServices(needed, report);
  if (Object.keys(inUse.missing).length === 0) return inUse;
  await inUse.release();
  throw new MissingServicesError(inUse.missing);
}
