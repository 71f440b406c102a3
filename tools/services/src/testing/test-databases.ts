import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { queryOnce } from '../postgres/postgres-cluster.js';
import { identify } from '../process/process-identity.js';
import type { Service } from '../service-names.js';

/** A server of databases. */
export type DatabaseServer = Pick<Service, 'uri'> & { readonly name: 'postgres' | 'mongo' };

/** SQLite needs no server: its databases are the files of a folder. */
export interface SqliteFolder {
  readonly name: 'sqlite';
  readonly folder: string;
}

const namePattern = /^parse_test_(\d+)_/;

/** A database's name, which says whose it is: the process of the test run. */
export function testDatabaseName(runId: string, part: string): string {
  return `parse_test_${runId}_${part}`;
}

/** True when the run that made a database has ended; it would have removed it had it not been killed. */
export function hasEnded(runId: string): boolean {
  return identify(Number(runId)) === undefined;
}

/** Removes the test databases whose run is one of those. */
export async function dropDatabases(
  home: Pick<Service, 'name' | 'uri'> | SqliteFolder,
  isOneOfThose: (runId: string) => boolean,
): Promise<void> {
  const isTarget = (name: string): boolean => {
    const runId = namePattern.exec(name)?.[1];
    return runId !== undefined && isOneOfThose(runId);
  };
  switch (home.name) {
    case 'postgres':
      return dropInPostgres(home.uri, isTarget);
    case 'mongo':
      return dropInMongo(home.uri, isTarget);
    case 'sqlite':
      return removeFiles(home.folder, isTarget);
    case 'redis':
      return;
  }
}

async function dropInPostgres(uri: string, isTarget: (name: string) => boolean): Promise<void> {
  const config = { connectionString: uri };
  const rows = await queryOnce(config, 'SELECT datname FROM pg_database');
  const names = rows.map((row) => String(row['datname'])).filter(isTarget);
  if (names.length > 0)
    await queryOnce(config, ...names.map((name) => `DROP DATABASE "${name}" WITH (FORCE)`));
}

async function dropInMongo(uri: string, isTarget: (name: string) => boolean): Promise<void> {
  const client = new MongoClient(uri);
  try {
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
    for (const { name } of databases) if (isTarget(name)) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}

/** With those SQLite makes beside a database, whose names begin with its own. */
async function removeFiles(folder: string, isTarget: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder);
  for (const name of names.filter(isTarget)) await rm(join(folder, name), { force: true });
}
