import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '@tools/scripts/median';
import { apiClient } from '../api/api-client.js';
import { openArena, type Contender } from '../arena/open-arena.js';
import { startLoadGenerator, type LoadGenerator } from '../load/load-generator.js';
import { growthChart } from '../report/growth-chart.js';
import { growthTable } from '../report/growth-table.js';
import type { Target } from '../servers/server-kinds.js';
import { smallWorld } from '../world/world.js';
import type { GrowthCurve } from './growth-curve.js';

/** Which curves are measured on which server, and where table and plot go. */
export interface GrowthOrder {
  readonly target: Target;
  readonly curves: readonly GrowthCurve[];
  readonly folder: string;
}

/** CPU per request of the server at each size. */
export interface GrowthPoint {
  readonly size: number;
  readonly cpuMicros: number;
}

/** A curve with its points, smallest size first. */
export interface MeasuredCurve {
  readonly curve: GrowthCurve;
  readonly points: readonly GrowthPoint[];
}

/** Few: the connections share what is cached. */
const connections = 4;
const turns = 5;
const turnMs = 500;
/** Of a curve's first size thrice that, while V8 has not seen such requests. */
const warmUpMs = 1500;

/** Measures the curves one after the other, prints the table, and writes it with a plot into the folder. */
export async function measureGrowth({ target, curves, folder }: GrowthOrder): Promise<void> {
  const report = (line: string): void => console.error(line);
  const arena = await openArena([target], smallWorld, report);
  const load = startLoadGenerator();
  try {
    const measured: MeasuredCurve[] = [];
    for (const contender of arena.contenders) {
      for (const curve of curves) {
        report(`growth of ${curve.name}`);
        measured.push({ curve, points: await measureCurve(contender, load, curve) });
      }
    }
    const table = growthTable(measured);
    console.log(table);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `growth-${target.engine}.md`), `${table}\n`);
    writeFileSync(join(folder, `growth-${target.engine}.svg`), growthChart(target.engine, measured));
    report(`written to ${folder}`);
  } finally {
    load.stop();
    await arena.close();
  }
}

async function measureCurve(
  { server }: Contender,
  load: LoadGenerator,
  curve: GrowthCurve,
): Promise<readonly GrowthPoint[]> {
  const points: GrowthPoint[] = [];
  for (const size of curve.sizes) {
    const cycle = await curve.prepare(apiClient(server.origin), size);
    const job = { origin: server.origin, script: { name: curve.name, cycle }, connections, first: 0 };
    await load.run({ ...job, milliseconds: points.length === 0 ? 3 * warmUpMs : warmUpMs });
    const costs: number[] = [];
    while (costs.length < turns) {
      await server.probe.begin();
      const { requests } = await load.run({ ...job, milliseconds: turnMs });
      costs.push((await server.probe.end()).cpuMicros / requests);
    }
    points.push({ size, cpuMicros: median(costs) });
  }
  return points;
}
