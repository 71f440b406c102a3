import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { engines } from '../engines.js';
import { stopDaemons } from '../process/daemon.js';
import { withLock } from '../process/file-lock.js';
import { keepablePort } from '../process/free-port.js';
import { instancesFolder } from '../service-folders.js';
import { isLeased, takeLease } from '../service-state.js';
import type { Service, ServiceName } from '../service-names.js';

/** A server of a test's own, which it may stop. */
export interface PrivateService {
  readonly uri: string;
  /** What answers. */
  readonly service: Service;
  /** Ends its processes; a crash leaves them no time to tidy up. Resolves when they are gone. */
  stop(how: 'cleanly' | 'by a crash'): Promise<void>;
  /** Starts it again on the same data and port, and resolves when it answers. */
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

/** Beside the shared one's: what PostgreSQL, also the one below DocumentDB, is to be told. */
export type PrivateSettings = Readonly<Record<string, string | number>>;

/** What was acknowledged outlives a crash: the settings that other tests trade for speed. */
export const durable: PrivateSettings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/** Starts a server that no other test uses. What a test run that was killed has left of its own is removed. */
export async function privateService(
  name: ServiceName,
  settings: PrivateSettings = {},
): Promise<PrivateService> {
  const folder = await createFolder();
  const port = await keepablePort();
  const start = (): Promise<Service> =>
    engines[name].start({ folder, port, settings, report: () => undefined });
  const remove = async (): Promise<void> => {
    await stopDaemons(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const service = await start();
    return {
      uri: service.uri,
      service,
      stop: (how) => stopDaemons(folder, how === 'by a crash' ? 'SIGQUIT' : undefined),
      async start() {
        await start();
      },
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

const prefix = 'private-';

/** Leased at once, under a lock: what nobody leases was left by a run that was killed. */
function createFolder(): Promise<string> {
  const parent = instancesFolder();
  return withLock(join(parent, 'private.lock'), async () => {
    const left = readdirSync(parent).filter((file) => file.startsWith(prefix));
    for (const folder of left.map((file) => join(parent, file)).filter((each) => !isLeased(each))) {
      await stopDaemons(folder);
      rmSync(folder, { recursive: true, force: true });
    }
    const folder = join(parent, `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`);
    mkdirSync(folder);
    takeLease(folder);
    return folder;
  });
}
