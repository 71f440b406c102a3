import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeService, openScratchDatabases, type ScratchDatabases } from '@tools/services';
import { apiClient } from '../api/api-client.js';
import { startLoadGenerator, type LoadGenerator } from '../load/load-generator.js';
import { listenForProbes, type ProbeListener } from '../probe/listen-for-probes.js';
import { cloudTable } from '../report/cloud-table.js';
import type { Engine } from '../servers/server-kinds.js';
import { startServerProcess, type ServerProcess } from '../servers/server-process.js';
import { stageOurs } from '../servers/stage-ours.js';
import { itemBody } from '../world/item-body.js';
import { createAll, range } from '../world/seed-world.js';
import { cloudCases, cloudServers, type CloudServer, type CloudWorld } from './cloud-cases.js';
import type { CloudCost } from './cloud-cost.js';

/** What is measured, and where the tables go. */
export interface CloudOrder {
  readonly engines: readonly Engine[];
  readonly withIncumbent: boolean;
  readonly rounds: number;
  readonly turnMs: number;
  readonly warmUpRequests: number;
  readonly connections: number;
  readonly folder: string;
}

/**
 * Measures what Cloud Code costs, in turns as in the comparison: all cases of a round have seen the same machine. Prints
 * a table per engine and writes them into the folder.
 */
export async function measureCloud(order: CloudOrder): Promise<void> {
  const report = (line: string): void => console.error(line);
  const databases = await openScratchDatabases(order.engines, report);
  const probes = await listenForProbes();
  const load = startLoadGenerator();
  try {
    const parseServer = stageOurs();
    const tables = [
      ...databases.services.map(describeService),
      `${order.rounds} rounds of ${order.turnMs} ms; medians`,
    ];
    for (const engine of order.engines) {
      report(`Cloud Code on ${engine}`);
      const setting = { engine, databases, probes, parseServer };
      tables.push(`### ${engine}`, cloudTable(await measureEngine(setting, load, order)));
    }
    console.log(tables.join('\n\n'));
    mkdirSync(order.folder, { recursive: true });
    writeFileSync(join(order.folder, 'cloud.md'), `${tables.join('\n\n')}\n`);
  } finally {
    load.stop();
    probes.close();
    await databases.close();
  }
}

interface Setting {
  readonly engine: Engine;
  readonly databases: ScratchDatabases;
  readonly probes: ProbeListener;
  readonly parseServer: string;
}

interface CloudContender {
  readonly server: ServerProcess;
  readonly world: CloudWorld;
}

async function measureEngine(
  setting: Setting,
  load: LoadGenerator,
  order: CloudOrder,
): Promise<readonly CloudCost[]> {
  const contenders = new Map<CloudServer, CloudContender>();
  const hasIncumbent = order.withIncumbent && setting.engine !== 'sqlite';
  try {
    for (const kind of cloudServers) {
      if (kind !== 'incumbent' || hasIncumbent) contenders.set(kind, await start(kind, setting));
    }
    const runs: Run[] = [];
    for (const cloudCase of cloudCases) {
      const contender = contenders.get(cloudCase.server);
      if (contender) runs.push({ cloudCase, contender, rounds: [] });
    }
    for (const run of runs) await send(load, run, order, { requests: warmUpOf(run, order) });
    for (const round of range(order.rounds)) {
      const first = round % runs.length;
      for (const run of [...runs.slice(first), ...runs.slice(0, first)]) await takeTurn(load, run, order);
    }
    return runs;
  } finally {
    for (const { server } of contenders.values()) await server.stop();
  }
}

interface Run extends CloudCost {
  readonly contender: CloudContender;
  readonly rounds: number[];
}

async function takeTurn(load: LoadGenerator, run: Run, order: CloudOrder): Promise<void> {
  const { probe } = run.contender.server;
  await send(load, run, order, { requests: Math.ceil(100 / run.cloudCase.calls) });
  await probe.begin();
  const requests = await send(load, run, order, { milliseconds: order.turnMs });
  const { cpuMicros } = await probe.end();
  run.rounds.push(cpuMicros / (requests * run.cloudCase.calls));
}

async function send(
  load: LoadGenerator,
  { cloudCase, contender }: Run,
  { connections }: CloudOrder,
  length: { readonly requests: number } | { readonly milliseconds: number },
): Promise<number> {
  const { origin } = contender.server;
  const script = { name: cloudCase.name, cycle: cloudCase.requests(contender.world) };
  return (await load.run({ origin, script, connections, first: 0, ...length })).requests;
}

function warmUpOf({ cloudCase }: Run, { warmUpRequests }: CloudOrder): number {
  return Math.ceil(warmUpRequests / cloudCase.calls);
}

const objects = 200;

async function start(kind: CloudServer, setting: Setting): Promise<CloudContender> {
  const { engine, databases, probes, parseServer } = setting;
  const request = {
    kind: kind === 'incumbent' ? ('incumbent' as const) : ('ours' as const),
    databaseURI: await databases.empty(engine, kind),
    parseServer,
    ...(kind !== 'without' && { cloud: { main: cloudCode, directAccess: kind !== 'network' } }),
  };
  const server = await startServerProcess(request, probes);
  try {
    return { server, world: await fill(server.origin) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const cloudCode = join(import.meta.dirname, '../../cloud/main.cjs');

async function fill(origin: string): Promise<CloudWorld> {
  const api = apiClient(origin);
  const [authorIds, placeIds] = [
    await createAll(api, 'Author', [{ name: 'Author' }]),
    await createAll(api, 'Place', [{ name: 'Place' }]),
  ];
  const bodies = range(objects).map((n) => ({ ...itemBody(n, { authorIds, placeIds }), stamp: 'none' }));
  return {
    origin,
    plainIds: await createAll(api, 'Plain', bodies),
    stampedIds: await createAll(api, 'Stamped', bodies),
    watchedIds: await createAll(api, 'Watched', bodies),
  };
}
