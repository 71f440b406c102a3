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
import type { Engine } from '../servers/server-kinds.js';

/** Makes databases and removes them again, also when it is interrupted; those of a killed run go when the next begins. */
export interface FreshDatabases {
  /** What the engines call themselves, for the head of a report. */
  readonly versions: readonly string[];
  /** The URI of a new, empty database. */
  readonly create: (engine: Engine) => Promise<string>;
  /** Drops all of them and stops the services that were started for them. */
  readonly dispose: () => Promise<void>;
}

/** Starts what the engines need and does not run. Rejects when an engine cannot be had, and leaves nothing running. */
export async function freshDatabases(
  engines: readonly Engine[],
  report: (line: string) => void,
): Promise<FreshDatabases> {
  const needed = Object.fromEntries(engines.map((engine) => [engine, 'all' as const]));
  const { uris, services, missing, release } = await useServices(needed, report);
  if (Object.keys(missing).length > 0) {
    await release();
    throw new MissingServicesError(missing);
  }
  for (const service of services) await dropDatabasesOfTheDead(service);
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const runId = String(process.pid);
  let made = 0;
  const remove = async (): Promise<void> => {
    for (const service of services) await dropRunDatabases(service, runId);
    await rm(folder, { recursive: true, force: true });
    await release();
  };
  const dispose = closeOnInterrupt(remove, report);
  return {
    versions: services.map(({ name, version }) => `${name}: ${version}`),
    async create(engine) {
      const label = `bench_${(made += 1)}`;
      if (engine === 'sqlite') return `sqlite:${join(folder, `${label}.db`)}`;
      return emptyDatabase({ name: engine, uri: uris[engine] ?? '' }, { runId, label });
    },
    dispose,
  };
}
