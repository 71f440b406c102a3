import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackPrograms } from '../debian/unpack-programs.js';
import type { Engine, EngineContext } from '../engine-contract.js';
import { startDaemon, waitForDaemon } from '../process/daemon.js';
import { findCommand } from '../process/find-command.js';
import { choosePort } from '../process/free-port.js';
import { unprivilegedUser } from '../process/unprivileged-user.js';
import type { Service } from '../service-names.js';
import { redisVersion } from './ask-redis.js';

/** A `redis-server` on PATH, else Debian's. It keeps nothing on disk. */
export const redis: Engine = { start, adopt };

async function adopt(uri: string): Promise<Service> {
  return describe(uri, await redisVersion(uri));
}

async function start(context: EngineContext): Promise<Service> {
  const command = findCommand('redis-server') ?? (await unpackRedis(context));
  const port = context.port ?? (await choosePort('PARSE_TEST_REDIS_PORT'));
  const daemon = { name: 'redis', folder: context.folder };
  const settings = { bind: '127.0.0.1', port: String(port), save: '', appendonly: 'no', dir: tmpdir() };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  context.report('starting');
  await startDaemon({ ...daemon, command, args, user: await unprivilegedUser(), stopSignal: 'SIGTERM' });
  const uri = `redis://127.0.0.1:${port}`;
  const version = await waitForDaemon(daemon, () => redisVersion(uri).catch(() => undefined));
  return describe(uri, version);
}

function describe(uri: string, version: string): Service {
  return { name: 'redis', engine: 'Redis', version, uri };
}

async function unpackRedis({ report }: EngineContext): Promise<string> {
  const program = 'usr/bin/redis-server';
  const { root } = await unpackPrograms(
    {
      name: 'redis-server',
      programs: [program],
      plugins: [],
      sharedObjectFolders: [],
      links: {},
      isUnneeded: (name) => unneeded.test(name),
    },
    report,
  );
  return join(root, program);
}

/** For installing it as a system service. */
const unneeded =
  /^(adduser|base-passwd|debconf|init-system-helpers|libc-bin|libc-gconv.*|libdebconf.*|login.*|lsb-base|openssl.*|passwd|perl.*|sysvinit.*|ucf)$/;
