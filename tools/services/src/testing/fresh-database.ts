import { inject } from 'vitest';
import { emptyDatabase } from './empty-database.js';
import { testDatabaseName } from './test-databases.js';
import type {} from './global-setup.js';

/** An empty database of a test file's own. */
export interface FreshDatabase {
  readonly name: string;
  readonly uri: string;
}

/**
 * Empties this worker's database and hands it out; call it once per test file, before anything connects. A
 * second one at the same time needs a `label`. It need not be dropped: the next file of the worker reuses it,
 * and the end of the run removes it.
 */
export async function freshDatabase(
  service: 'postgres' | 'mongo',
  label: string = 'main',
): Promise<FreshDatabase> {
  const owner = { runId: inject('runId'), label: `${process.env['VITEST_POOL_ID'] ?? '0'}_${label}` };
  const uri = await emptyDatabase({ name: service, uri: serviceUri(service) }, owner);
  return { name: testDatabaseName(owner.runId, owner.label), uri };
}

/** Where a service this project needs is reached. */
export function serviceUri(service: 'postgres' | 'mongo' | 'redis'): string {
  const uri = inject('serviceUris')[service];
  if (uri === undefined) throw new Error(`this Vitest project does not ask for ${service}`);
  return uri;
}

/** The product that answers for a service: `DocumentDB` for `mongo`, say. Undefined when it could not be had. */
export function serviceEngine(service: 'postgres' | 'mongo' | 'redis'): string | undefined {
  return inject('serviceEngines')[service];
}

/** Whether a service that some of the project's tests need could not be had; the run has said why. Never so in CI. */
export function isServiceMissing(service: 'postgres' | 'mongo' | 'redis'): boolean {
  return Object.hasOwn(inject('missingServices'), service);
}
