import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import { debianPlatform } from '../debian/debian-platform.js';
import { unpackPrograms, type DebianPrograms } from '../debian/unpack-programs.js';
import type { EngineContext } from '../engine-contract.js';
import { queryOnce, startCluster } from '../postgres/postgres-cluster.js';
import { unprivilegedUser } from '../process/unprivileged-user.js';
import { isUnneeded } from './unneeded-packages.js';

/** DocumentDB, reached through a socket only this user can open. */
export interface DocumentDbEngine {
  readonly version: string;
  readonly socketFolder: string;
  readonly port: number;
}

const postgres = 'usr/lib/postgresql/18';
/** The four that must be loaded with the server, in this order. */
const preloaded = ['pg_cron', 'pg_documentdb_core', 'pg_documentdb', 'pg_documentdb_extended_rum'];
const otherPlugins = [
  ...[
    'pg_documentdb_extended_rum_core',
    'vector',
    'postgis-3',
    'plpgsql',
    'dict_snowball',
    'tsm_system_rows',
  ],
];
/** The longest path a socket can have, less the name of PostgreSQL's. */
const longestFolder = 107 - '/.s.PGSQL.65535'.length;
/** In the name of the socket only. */
const port = 5432;

/** Starts PostgreSQL 18 with the DocumentDB extension, both unpacked from Debian's packages. */
export async function startEngine(context: EngineContext): Promise<DocumentDbEngine> {
  const { folder, report } = context;
  const { root, version } = await unpackPrograms(documentDb(), report);
  const socketFolder = await createSocketFolder(folder);
  const client: ClientConfig = { host: socketFolder, port, user: 'postgres', database: 'postgres' };
  report('starting');
  await startCluster({
    folder,
    bin: join(root, postgres, 'bin'),
    build: version.replaceAll(/[^\w.-]/g, '_'),
    initOptions: ['--username=postgres', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    dataFolders: ['pg_documentdb_cursor_files'],
    settings: { ...context.settings, ...settings(socketFolder) },
    env: { PROJ_DATA: join(root, 'usr/share/proj') },
    client,
  });
  const [row] = await queryOnce(
    client,
    'CREATE EXTENSION IF NOT EXISTS documentdb CASCADE',
    // Indexes are built in the createIndexes call itself; these jobs, every two seconds, only cost time.
    "SELECT cron.unschedule(jobid) FROM cron.job WHERE jobname LIKE 'documentdb_index_build_task_%'",
    "SELECT documentdb_api.binary_version() AS extension, current_setting('server_version') AS server",
  );
  const server = String(row?.['server']).split(' ')[0] ?? '';
  return { version: `${String(row?.['extension'])} on PostgreSQL ${server}`, socketFolder, port };
}

function documentDb(): DebianPrograms {
  const libraries = join('usr/lib', debianPlatform().triplet);
  return {
    name: 'postgresql-18-documentdb',
    programs: [`${postgres}/bin/postgres`, `${postgres}/bin/initdb`],
    plugins: [...preloaded, ...otherPlugins].map((name) => `${postgres}/lib/${name}.so`),
    sharedObjectFolders: [`${libraries}/blas`, `${libraries}/lapack`, `${postgres}/lib`],
    links: { 'usr/share/postgresql/18/extension/postgis.control': 'postgis-3.control' },
    isUnneeded,
  };
}

function settings(socketFolder: string): Readonly<Record<string, string | number>> {
  return {
    listen_addresses: '',
    port,
    unix_socket_directories: socketFolder,
    shared_preload_libraries: preloaded.join(', '),
    'cron.database_name': 'postgres',
    'cron.host': socketFolder,
    'cron.log_run': 'off',
    'cron.log_statement': 'off',
    // The extension connects to its own server to create collections, by default to whatever is on that port.
    'documentdb.localhost_connection_string': `host='${socketFolder.replaceAll("'", String.raw`\'`)}'`,
    shared_buffers: '256MB',
    jit: 'off',
    deadlock_timeout: '50ms',
    log_min_error_statement: 'panic',
    // Collation is off by default in the engine, and switched on in two places.
    'documentdb_core.enableCollation': 'on',
    'documentdb.enableCollationWithNonUniqueOrderedIndexes': 'on',
    // Cursors in files: otherwise each open one keeps a connection to itself.
    'documentdb.useFileBasedPersistedCursors': 'on',
    // A find without a sort then answers in the order of insertion, as MongoDB mostly does, not in that of _id.
    'documentdb.enablePrimaryKeyCursorScan': 'off',
  };
}

/** The server asks for no password, so nobody else may reach its socket. */
async function createSocketFolder(folder: string): Promise<string> {
  const path = join(folder, 'run');
  if (path.length > longestFolder)
    throw new Error(`${path} is too long for a socket: set PARSE_TEST_SERVICES_HOME to a shorter one`);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const user = await unprivilegedUser();
  if (user !== undefined) chownSync(path, user.uid, user.gid);
  return path;
}
