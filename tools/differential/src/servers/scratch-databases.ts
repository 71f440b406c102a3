import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  closeOnInterrupt,
  dropDatabasesOfTheDead,
  dropRunDatabases,
  emptyDatabase,
  MissingServicesError,
  useServices,
} from '@tools/services';
import type { Engine } from './lane.js';

/** Databases of this run, gone when it ends, also by Ctrl-C; those of a killed one go when the next begins. */
export interface ScratchDatabases {
  /** Empties the database of that label, or makes it, and tells its URI. */
  readonly empty: (engine: Engine, label: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Has the services of the engines, and of those parse-server is asked on, running until it is closed. Rejects when one cannot be had. */
export async function openScratchDatabases(engines: readonly Engine[]): Promise<ScratchDatabases> {
  const services = await useServices(
    { mongo: 'all', ...(engines.some((engine) => engine !== 'mongo') ? { postgres: 'all' as const } : {}) },
    (line) => console.log(line),
  );
  if (Object.keys(services.missing).length > 0) {
    await services.release();
    throw new MissingServicesError(services.missing);
  }
  for (const service of services.services) await dropDatabasesOfTheDead(service);
  const folder = await mkdtemp(join(tmpdir(), 'parse-differential-'));
  const runId = String(process.pid);
  let files = 0;
  let isClosing = false;
  const remove = async (): Promise<void> => {
    isClosing = true;
    for (const service of services.services) await dropRunDatabases(service, runId);
    await rm(folder, { recursive: true, force: true });
    await services.release();
  };
  const close = closeOnInterrupt(remove, (line) => console.error(line));
  return {
    async empty(engine, label) {
      // An interrupted run goes on until it notices.
      if (isClosing) throw new Error('this run ends');
      if (engine === 'sqlite') return `sqlite://${join(folder, `${label}-${(files += 1)}.db`)}`;
      const server = services.uris[engine];
      if (server === undefined) throw new Error(`${engine} does not run`);
      return emptyDatabase({ name: engine, uri: server }, { runId, label });
    },
    close,
  };
}
