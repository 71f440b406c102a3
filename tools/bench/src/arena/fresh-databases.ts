import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { Client } from 'pg';
import { useServices } from '@tools/services';
import type { Engine } from '../servers/server-kinds.js';

/** Makes databases and removes them again. */
export interface FreshDatabases {
  /** What the engines call themselves, for the head of a report. */
  readonly versions: readonly string[];
  /** The URI of a new, empty database. */
  readonly create: (engine: Engine) => Promise<string>;
  /** Drops all of them and stops the services that were started for them. */
  readonly dispose: () => Promise<void>;
}

/** Starts what the engines need and does not run. Rejects when an engine cannot be had. */
export async function freshDatabases(
  engines: readonly Engine[],
  report: (line: string) => void,
): Promise<FreshDatabases> {
  const needed = Object.fromEntries(engines.map((engine) => [engine, 'all' as const]));
  const inUse = await useServices(needed, report);
  const missing = Object.values(inUse.missing);
  if (missing.length > 0) throw new Error(missing.join('\n'));
  const drops: (() => Promise<void>)[] = [];
  return {
    versions: inUse.services.map(({ name, version }) => `${name}: ${version}`),
    async create(engine) {
      const name = `bench_${randomBytes(6).toString('hex')}`;
      const { uri, drop } = await createDatabase(engine, inUse.uris, name);
      drops.push(drop);
      return uri;
    },
    async dispose() {
      for (const drop of drops.splice(0)) await drop();
      await inUse.release();
    },
  };
}

interface CreatedDatabase {
  readonly uri: string;
  readonly drop: () => Promise<void>;
}

async function createDatabase(
  engine: Engine,
  uris: Readonly<Partial<Record<string, string>>>,
  name: string,
): Promise<CreatedDatabase> {
  const server = uris[engine] ?? '';
  const uri = withDatabase(server, name);
  switch (engine) {
    case 'postgres':
      await queryPostgres(server, `CREATE DATABASE "${name}" TEMPLATE template0`);
      return { uri, drop: () => queryPostgres(server, `DROP DATABASE "${name}" WITH (FORCE)`) };
    case 'mongo':
      return { uri, drop: () => dropMongo(uri) };
    case 'sqlite': {
      const folder = mkdtempSync(join(tmpdir(), 'bench-'));
      const drop = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });
      return { uri: `sqlite:${join(folder, 'parse.db')}`, drop };
    }
  }
}

/** By text, as the URI of a replica set lists several hosts and `URL` knows one. */
function withDatabase(uri: string, name: string): string {
  return uri.replace(/^([a-z+]+:\/\/[^/?]+)(\/[^?]*)?/, `$1/${name}`);
}

async function queryPostgres(uri: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: uri });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function dropMongo(uri: string): Promise<void> {
  const client = new MongoClient(uri);
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}
