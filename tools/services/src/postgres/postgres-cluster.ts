import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { startDaemon, waitForDaemon } from '../process/daemon.js';
import { unprivilegedUser } from '../process/unprivileged-user.js';
import { createData } from './create-data.js';

/** One data folder and the server that runs on it. */
export interface PostgresCluster {
  readonly folder: string;
  readonly bin: string;
  /** Names the data folder, so that data of another build is not opened by this one. */
  readonly build: string;
  /** Given to `initdb` beside the encoding. */
  readonly initOptions: readonly string[];
  /** Asked of every connection; without one, who can reach the server is let in. */
  readonly password?: string;
  /** Empty folders to be made in the data folder. */
  readonly dataFolders?: readonly string[];
  readonly settings: Readonly<Record<string, string | number>>;
  readonly env?: Readonly<Record<string, string>>;
  /** How to connect once it runs. */
  readonly client: ClientConfig;
}

/** Speed over durability: a test's data need not survive a power cut. */
const testSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_connections: 200,
  timezone: 'GMT',
};

/** Creates the data folder unless it exists, starts the server, and resolves when it takes connections. */
export async function startCluster(cluster: PostgresCluster): Promise<void> {
  const user = await unprivilegedUser();
  const data = join(cluster.folder, `data-${cluster.build}`);
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', ...cluster.env };
  if (!existsSync(data)) await createData(cluster, { data, user, env });
  writeFileSync(join(data, 'postgresql.auto.conf'), configuration(cluster.settings));
  // Left by a server that was killed. That none runs was checked by the process records, which know better
  // than the number in this file: by now it may be another process's.
  rmSync(join(data, 'postmaster.pid'), { force: true });

  const daemon = { name: 'postgres', folder: cluster.folder };
  const command = join(cluster.bin, 'postgres');
  await startDaemon({ ...daemon, command, args: ['-D', data], env, user, stopSignal: 'SIGINT' });
  await waitForDaemon(daemon, () => answers(cluster.client, data));
}

/** Runs statements on a connection of their own and resolves with the rows of the last one. */
export async function queryOnce(
  config: ClientConfig,
  ...statements: readonly string[]
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new Client(config);
  // Told by the query as well; without a listener the process would end.
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: Readonly<Record<string, unknown>>[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

function configuration(settings: PostgresCluster['settings']): string {
  const lines = Object.entries({ ...testSettings, ...settings }).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  );
  return `${lines.join('\n')}\n`;
}

/** Another server that has the port may let us in, too: what answers has to run on this data. */
async function answers(config: ClientConfig, data: string): Promise<true | undefined> {
  try {
    const [row] = await queryOnce(config, 'SHOW data_directory');
    return row?.['data_directory'] === data ? true : undefined;
  } catch {
    return undefined;
  }
}
