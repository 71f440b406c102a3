import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { median } from '@tools/scripts/median';
import { markdownTable } from '../report/markdown-table.js';
import { stageOurs } from '../servers/stage-ours.js';
import { phases, type Phase, type StartTimes } from './start-phases.js';

/** Starts test servers in so many fresh processes, one after the other, and prints how long each part takes. */
export async function measureStart(rounds: number): Promise<void> {
  const url = new URL('../../@parse/testing/dist/index.js', stageOurs()).href;
  const runs: StartTimes[] = [];
  while (runs.length < rounds) runs.push(await startOnce(url));
  const rows = phases.map((phase) => {
    const cpu = runs.map((run) => run[phase].cpuMs);
    const wall = runs.map((run) => run[phase].wallMs);
    return [titles[phase], ...[median(cpu), Math.min(...cpu), median(wall), Math.min(...wall)].map(rounded)];
  });
  console.log(`Node ${process.versions.node}, ${rounds} processes\n`);
  console.log(markdownTable(['@parse/testing', 'CPU ms', 'least', 'wall ms', 'least'], rows));
}

const titles: Readonly<Record<Phase, string>> = {
  import: 'importing it (with the SDK and the server)',
  first: 'the first startTestServer of a process, with Cloud Code',
  next: 'a further one',
};

function rounded(milliseconds: number): string {
  return milliseconds.toFixed(1);
}

async function startOnce(url: string): Promise<StartTimes> {
  const child = fork(join(import.meta.dirname, 'start-once.js'), [url], { execArgv: [] });
  const [times] = (await once(child, 'message')) as [StartTimes];
  child.kill();
  return times;
}
