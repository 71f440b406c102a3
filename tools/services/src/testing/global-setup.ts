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
    /** The product that answers for each: `DocumentDB` for `mongo`. */
    serviceEngines: Readonly<Partial<Record<string, string>>>;
    /** Services that some of the project's tests need and that could not be had, each with the reason. */
    missingServices: Readonly<Partial<Record<string, string>>>;
    /** The process of this run, which is in the names of its databases. */
    runId: string;
  }
}

/** Matches no test's name. */
const nothing = /(?!)/;

/**
 * Vitest's global setup of a project that has `provide: { neededServices }`: has the services running while the
 * project's tests run. Projects of one run, and runs of one checkout, share them. Where one cannot be had, the tests
 * that need it are skipped, and the run says so; in CI that is an error.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const say = (line: string): void => console.log(`[${project.name}] ${line}`);
  const { neededServices } = project.getProvidedContext();
  const { uris, services, missing, release } = await useServices(neededServices, say);
  for (const service of services) say(describeService(service));
  for (const [name, reason] of Object.entries(missing)) say(`skipped, what needs ${name}: ${reason}`);
  const needsAll = (name: string): boolean => Reflect.get(neededServices, name) === 'all';
  if (Object.keys(missing).some(needsAll)) project.config.testNamePattern = nothing;

  const runId = String(process.pid);
  project.provide('serviceUris', uris);
  project.provide('serviceEngines', Object.fromEntries(services.map(({ name, engine }) => [name, engine])));
  project.provide('missingServices', missing);
  project.provide('runId', runId);
  for (const service of services) await dropDatabases(service, hasEnded);
  return async () => {
    for (const service of services) await dropDatabases(service, (owner) => owner === runId);
    await release();
  };
}
