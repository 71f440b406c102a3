import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArena } from '../arena/open-arena.js';
import { startLoadGenerator } from '../load/load-generator.js';
import { markdownTable } from '../report/markdown-table.js';
import { scenarioNamed } from '../scenarios/scenarios.js';
import { targetName, type Target } from '../servers/server-kinds.js';
import { fullWorld } from '../world/world.js';
import { flameGraph } from './flame-graph.js';
import { hotFunctions } from './hot-functions.js';
import { profileTree, type CpuProfile, type Frame } from './profile-tree.js';

/** What is profiled. */
export interface ProfileOrder {
  readonly target: Target;
  readonly scenarios: readonly string[];
  /** Of the lightest scenarios; fewer of heavy ones. As many are sent before, to warm up. */
  readonly requests: number;
  readonly connections: number;
  readonly folder: string;
}

/**
 * Profiles one server under each scenario, and writes for each a flame graph and the profile, which Chrome's
 * developer tools open. Prints the functions that took the most time.
 */
export async function profile({
  target,
  scenarios,
  requests,
  connections,
  folder,
}: ProfileOrder): Promise<void> {
  const arena = await openArena([target], fullWorld, (line) => console.error(line));
  const load = startLoadGenerator();
  mkdirSync(folder, { recursive: true });
  try {
    for (const contender of arena.contenders) {
      const { server, world } = contender;
      for (const scenario of scenarios) {
        const count = Math.ceil(requests / scenarioNamed(scenario).weight);
        const script = { scenario, world };
        const job = { origin: server.origin, script, connections, requests: count };
        await load.run({ ...job, first: 0 });
        await server.probe.startProfile();
        await load.run({ ...job, first: count });
        const recorded = await server.probe.stopProfile();
        const name = `${target.engine}-${target.kind}-${scenario}`;
        const tree = profileTree(recorded as CpuProfile);
        writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(recorded));
        writeFileSync(join(folder, `${name}.svg`), flameGraph(`${targetName(target)}: ${scenario}`, tree));
        console.log(
          `\n${name}: ${(tree.totalMicros / count).toFixed(0)} µs per request on the main thread\n`,
        );
        console.log(hottest(tree, count));
      }
    }
    console.error(`written to ${folder}`);
  } finally {
    load.stop();
    await arena.close();
  }
}

function hottest(tree: Frame, requests: number): string {
  const rows = hotFunctions(tree)
    .slice(0, 40)
    .map(({ name, place, selfMicros, totalMicros }) => [
      `${name} ${place}`,
      (selfMicros / requests).toFixed(1),
      (totalMicros / requests).toFixed(1),
    ]);
  return markdownTable(['function', 'µs per request, own', 'with callees'], rows);
}
