import { fork } from 'node:child_process';
import { join } from 'node:path';
import { nextMessage } from '../servers/next-message.js';
import type { LoadJob, LoadResult } from './load-messages.js';

/** Sends load from a process of its own, one job at a time. */
export interface LoadGenerator {
  /** Rejects when an answer was not what the scenario asks for. */
  readonly run: (job: LoadJob) => Promise<LoadResult>;
  readonly stop: () => void;
}

/** Starts the process. */
export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(import.meta.dirname, 'load-process.js'), { execArgv: [] });
  return {
    async run(job) {
      child.send(job);
      const result = await nextMessage<LoadResult>(child);
      if (result.failure !== undefined) throw new Error(`${nameOf(job)}: ${result.failure}`);
      return result;
    },
    stop: () => void child.kill(),
  };
}

function nameOf({ script }: LoadJob): string {
  return 'scenario' in script ? script.scenario : script.name;
}
