import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { Engine, EngineContext } from '../engine-contract.js';
import { withLock } from '../process/file-lock.js';
import { choosePort } from '../process/free-port.js';
import { downloadsFolder } from '../service-folders.js';
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
  const password = await passwordOf(folder);
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

/** The one of this user's other servers, as their data is copied from one template. */
function passwordOf(folder: string): Promise<string> {
  const file = join(folder, 'password');
  const shared = join(downloadsFolder(), 'postgres-password');
  return withLock(`${shared}.lock`, async () => {
    if (!existsSync(shared)) writeFileSync(shared, randomBytes(16).toString('hex'), { mode: 0o600 });
    if (!existsSync(file)) copyFileSync(shared, file);
    return readFileSync(file, 'utf8');
  });
}

async function adopt(uri: string): Promise<Service> {
  const [row] = await queryOnce({ connectionString: uri }, 'SHOW server_version');
  return { name: 'postgres', engine: 'PostgreSQL', version: String(row?.['server_version']), uri };
}
