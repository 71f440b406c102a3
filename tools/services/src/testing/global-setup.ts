import type { TestProject } from 'vitest/node';
import { describeService } from '../service-names.js';
import { dropDatabases, hasEnded } from './test-databases.js';
import { useServices, type NeededServices } from './use-services.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Set in the project's configuration. */
    neededServices: NeededServices;
    /** Set by the global setup. */
    serviceUris: Readonly<Partial<Record<string, string>>>;
    /** The process of this run, which is in the names of its databases. */
    runId: string;
  }
}

/** Matches no test's name. */
const nothing = /(?!)/;

/**
 * Vitest's global setup of a project that has `provide: { neededServices }`: has the services running while the
 * project's tests run. Projects of one run, and runs of one checkout, share them. Where one cannot be had, all
 * tests of the project are skipped.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const say = (line: string): void => console.log(`[${project.name}] ${line}`);
  const { neededServices } = project.getProvidedContext();
  const { uris, services, missing, release } = await useServices(neededServices, say);
  for (const service of services) say(describeService(service));
  for (const reason of missing) say(`skipped: ${reason}`);
  if (missing.length > 0) project.config.testNamePattern = nothing;

  const runId = String(process.pid);
  project.provide('serviceUris', uris);
  project.provide('runId', runId);
  for (const service of services) await dropDatabases(service, hasEnded);
  return async () => {
    for (const service of services) await dropDatabases(service, (owner) => owner === runId);
    await release();
  };
}
