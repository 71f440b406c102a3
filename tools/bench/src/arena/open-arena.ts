import { describeService, openScratchDatabases, type ScratchDatabases } from '@tools/services';
import { apiClient } from '../api/api-client.js';
import { listenForProbes, type ProbeListener } from '../probe/listen-for-probes.js';
import { targetName, type Engine, type Target } from '../servers/server-kinds.js';
import { startServerProcess, type ServerProcess } from '../servers/server-process.js';
import { stageOurs } from '../servers/stage-ours.js';
import { seedWorld } from '../world/seed-world.js';
import type { World, WorldSize } from '../world/world.js';

/** A server that takes part. */
export interface Contender {
  readonly target: Target;
  readonly server: ServerProcess;
  readonly world: World;
}

/** Servers that run on filled databases, ready to be measured. */
export interface Arena {
  readonly contenders: readonly Contender[];
  readonly versions: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Starts every target. Ours fills a database and the floors work on the same one; the incumbent fills one of its own
 * on the same engine, by the same requests. A failure leaves nothing running.
 */
export async function openArena(
  targets: readonly Target[],
  size: WorldSize,
  report: (line: string) => void,
): Promise<Arena> {
  const engines = [...new Set(targets.map(({ engine }) => engine))];
  const databases = await openScratchDatabases(engines, report);
  const probes = await listenForProbes();
  const running: ServerProcess[] = [];
  const close = async (): Promise<void> => {
    for (const server of running) await server.stop();
    probes.close();
    await databases.close();
  };
  try {
    report('bundling our packages as they are published');
    const parseServer = stageOurs();
    const setting: Setting = { databases, probes, parseServer, running, size, report };
    const contenders: Contender[] = [];
    for (const engine of engines) contenders.push(...(await fillEngine(engine, targets, setting)));
    return { contenders, versions: databases.services.map(describeService), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Setting {
  readonly databases: ScratchDatabases;
  readonly probes: ProbeListener;
  readonly parseServer: string;
  readonly running: ServerProcess[];
  readonly size: WorldSize;
  readonly report: (line: string) => void;
}

async function fillEngine(
  engine: Engine,
  targets: readonly Target[],
  setting: Setting,
): Promise<readonly Contender[]> {
  const wanted = targets.filter((target) => target.engine === engine);
  const shared = await setting.databases.empty(engine, 'ours');
  const ours = await fill({ engine, kind: 'ours' }, shared, setting);
  const contenders: Contender[] = [];
  for (const target of wanted) {
    if (target.kind === 'ours') contenders.push(ours);
    else if (target.kind === 'incumbent')
      contenders.push(await fill(target, await setting.databases.empty(engine, 'incumbent'), setting));
    else contenders.push({ target, server: await start(target, shared, setting), world: ours.world });
  }
  return contenders;
}

async function fill(target: Target, databaseURI: string, setting: Setting): Promise<Contender> {
  const server = await start(target, databaseURI, setting);
  setting.report(`${targetName(target)}: filling its database`);
  return { target, server, world: await seedWorld(apiClient(server.origin), setting.size) };
}

async function start(target: Target, databaseURI: string, setting: Setting): Promise<ServerProcess> {
  const { parseServer, probes, running } = setting;
  const server = await startServerProcess({ kind: target.kind, databaseURI, parseServer }, probes);
  running.push(server);
  return server;
}
