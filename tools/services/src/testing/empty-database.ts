import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { queryOnce } from '../postgres/postgres-cluster.js';
import { testDatabaseName, type DatabaseServer, type SqliteFolder } from './test-databases.js';

/** Whose database it is: the process of the run that made it, and a name within that run. */
export interface DatabaseOwner {
  readonly runId: string;
  readonly label: string;
}

/** Empties the database of that owner, or makes it; resolves with its URI. Whoever is connected is cut off. */
export async function emptyDatabase(
  home: DatabaseServer | SqliteFolder,
  { runId, label }: DatabaseOwner,
): Promise<string> {
  const name = testDatabaseName(runId, label);
  if (home.name === 'sqlite') return newFile(home.folder, name);
  const uri = withDatabase(home.uri, name);
  if (home.name === 'postgres') await emptyPostgres(home.uri, name);
  else await emptyMongo(uri);
  return uri;
}

/** Another file each time: nobody can be cut off from the last one, and would write beside the new one. */
function newFile(folder: string, name: string): string {
  return `sqlite:${join(folder, `${name}_${randomBytes(4).toString('hex')}.db`)}`;
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
