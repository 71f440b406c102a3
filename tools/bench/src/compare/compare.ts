import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { openArena } from '../arena/open-arena.js';
import { startLoadGenerator } from '../load/load-generator.js';
import { comparisonChart } from '../report/comparison-chart.js';
import { comparisonTables } from '../report/comparison-tables.js';
import type { Engine, Target } from '../servers/server-kinds.js';
import { fullWorld } from '../world/world.js';
import { runTurns, type TurnPlan } from './run-turns.js';
import { summarizeTurns } from './summarize-turns.js';

/** What is compared, and where the tables and charts go. */
export interface Comparison {
  readonly targets: readonly Target[];
  readonly plan: TurnPlan;
  readonly folder: string;
}

/** Measures, prints the tables, and writes them with a chart per engine and every turn into the folder. */
export async function compare({ targets, plan, folder }: Comparison): Promise<void> {
  const report = (line: string): void => console.error(line);
  const arena = await openArena(targets, fullWorld, report);
  const load = startLoadGenerator();
  try {
    const turns = await runTurns(arena.contenders, load, plan, report);
    const engines = [...new Set(targets.map(({ engine }) => engine))];
    const tables = [machine(arena.versions, plan), comparisonTables(turns, engines)].join('\n\n');
    console.log(tables);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'comparison.md'), `${tables}\n`);
    writeFileSync(join(folder, 'turns.json'), JSON.stringify(turns));
    for (const engine of engines) writeChart(folder, engine, summarizeTurns(turns, engine));
    console.error(`written to ${folder}`);
  } finally {
    load.stop();
    await arena.close();
  }
}

function writeChart(folder: string, engine: Engine, rows: ReturnType<typeof summarizeTurns>): void {
  writeFileSync(join(folder, `comparison-${engine}.svg`), comparisonChart(engine, rows));
}

function machine(versions: readonly string[], { rounds, turnMs, connections }: TurnPlan): string {
  const [cpu] = cpus();
  return [
    `Node ${process.versions.node} on ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model ?? 'CPU'}`,
    ...versions,
    `${rounds} rounds of ${turnMs} ms per scenario and server, ${connections} connections; medians`,
  ].join('  \n');
}
