import { MongoClient } from 'mongodb';
import { queryOnce } from '../postgres/postgres-cluster.js';
import type { Service } from '../service-names.js';
import { dropDatabases, hasEnded, testDatabaseName } from './test-databases.js';

/** A server of databases. */
export type DatabaseServer = Pick<Service, 'uri'> & { readonly name: 'postgres' | 'mongo' };

/** Whose database it is: the process of the run that made it, and a name within that run. */
export interface DatabaseOwner {
  readonly runId: string;
  readonly label: string;
}

/** Empties the database of that owner, or makes it; resolves with its URI. Whoever is connected is cut off. */
export async function emptyDatabase(
  server: DatabaseServer,
  { runId, label }: DatabaseOwner,
): Promise<string> {
  const name = testDatabaseName(runId, label);
  const uri = withDatabase(server.uri, name);
  if (server.name === 'postgres') await emptyPostgres(server.uri, name);
  else await emptyMongo(uri);
  return uri;
}

/** Removes all databases a run has made. */
export function dropRunDatabases(service: Pick<Service, 'name' | 'uri'>, runId: string): Promise<void> {
  return dropDatabases(service, (owner) => owner === runId);
}

/** Removes the databases of runs that ended without doing so, as they were killed. */
export function dropDatabasesOfTheDead(service: Pick<Service, 'name' | 'uri'>): Promise<void> {
  return dropDatabases(service, hasEnded);
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
