import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { Engine, EngineContext } from '../engine-contract.js';
import { choosePort } from '../process/free-port.js';
import type { Service } from '../service-names.js';
import { postgresBinaries } from './postgres-binaries.js';
import { queryOnce, startCluster } from './postgres-cluster.js';

const account = 'parse';

/** PostgreSQL from the binaries npm installs. */
export const postgres: Engine = { start, adopt };

/** It asks for a password: its account may run programs on this machine, which other users of it must not. */
async function start(context: EngineContext): Promise<Service> {
  const { folder, report } = context;
  const binaries = await postgresBinaries(report);
  const port = context.port ?? (await choosePort('PARSE_TEST_POSTGRES_PORT'));
  const passwordFile = join(folder, 'password');
  if (!existsSync(passwordFile))
    writeFileSync(passwordFile, randomBytes(16).toString('hex'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8');
  const client: ClientConfig = { host: '127.0.0.1', port, user: account, password, database: 'postgres' };
  report('starting');
  await startCluster({
    ...binaries,
    folder,
    client,
    password,
    initOptions: [`--username=${account}`],
    settings: { ...context.settings, listen_addresses: '127.0.0.1', port, unix_socket_directories: '' },
  });
  return adopt(`postgres://${account}:${password}@127.0.0.1:${port}/postgres`);
}

async function adopt(uri: string): Promise<Service> {
  const [row] = await queryOnce({ connectionString: uri }, 'SHOW server_version');
  return { name: 'postgres', engine: 'PostgreSQL', version: String(row?.['server_version']), uri };
}
