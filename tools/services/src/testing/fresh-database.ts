import { MongoClient } from 'mongodb';
import { inject } from 'vitest';
import { queryOnce } from '../postgres/postgres-cluster.js';
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
  const server = serviceUri(service);
  const name = testDatabaseName(inject('runId'), `${process.env['VITEST_POOL_ID'] ?? '0'}_${label}`);
  const uri = withDatabase(server, name);
  if (service === 'postgres') await emptyPostgres(server, name);
  else await emptyMongo(uri);
  return { name, uri };
}

/** Where a service this project needs is reached. */
export function serviceUri(service: 'postgres' | 'mongo' | 'redis'): string {
  const uri = inject('serviceUris')[service];
  if (uri === undefined) throw new Error(`this Vitest project does not ask for ${service}`);
  return uri;
}

/** By text, as the URI of a replica set lists several hosts and `URL` knows one. */
function withDatabase(uri: string, name: string): string {
  return uri.replace(/^([a-z+]+:\/\/[^/?]+)(\/[^?]*)?/, `$1/${name}`);
}

/** With what is still connected to it: a pool the last file forgot must not keep it from being dropped. */
async function emptyPostgres(server: string, name: string): Promise<void> {
  await queryOnce(
    { connectionString: server },
    `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`,
    `CREATE DATABASE "${name}" TEMPLATE template0`,
  );
}

async function emptyMongo(uri: string): Promise<void> {
  const client = new MongoClient(uri);
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}
