import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '@parse/core';
import { serverLogger } from '../logger/server-logger.js';
import type { OptionsResolution } from '../options/resolve-options.js';

/** What the process above the serving ones needs. */
export interface ClusterRun extends OptionsResolution {
  readonly processes: number;
  /** Added to the environment of the serving processes. */
  readonly environment: Readonly<Record<string, string>>;
  /** Told the port as soon as the first process serves. */
  readonly onServing: (port: number) => void;
  readonly signal: AbortSignal;
}

/** The wait before a process that ended is started again: doubled each time it ended soon after its start. */
const firstWaitMs = 250;
const longestWaitMs = 30_000;
const soonMs = 10_000;

/**
 * Keeps that many serving processes running on one port until the signal, then ends them in good order. Throws
 * when a process ends before it ever served: the others would fare no better.
 */
export async function runCluster(run: ClusterRun): Promise<void> {
  const failure = new AbortController();
  const stop = AbortSignal.any([run.signal, failure.signal]);
  const onStop = (): void => {
    for (const worker of Object.values(cluster.workers ?? {})) {
      // `worker.kill` would wait for idle connections before it sends the signal.
      worker?.process.kill('SIGTERM');
    }
  };
  stop.addEventListener('abort', onStop, { once: true });
  cluster.once('listening', (_worker, { port }) => run.onServing(port));
  const keepers = Array.from({ length: run.processes }, async () =>
    keepRunning(run, stop).catch((error: unknown) => {
      failure.abort();
      throw error;
    }),
  );
  const results = await Promise.allSettled(keepers);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    throw failed.reason;
  }
}

async function keepRunning(run: ClusterRun, stop: AbortSignal): Promise<void> {
  const logger = serverLogger(run.options);
  let wait = firstWaitMs;
  const life = { served: false };
  const isOver = (): boolean => stop.aborted;
  while (!isOver()) {
    const started = performance.now();
    const worker = cluster.fork(run.environment);
    worker.once('listening', () => {
      life.served = true;
      logger.log('info', 'worker serves', { pid: worker.process.pid });
    });
    const code = await exitOf(worker);
    if (isOver()) {
      return;
    }
    if (!life.served) {
      throw new ConfigError(['A worker ended before it could serve; the reason is above.']);
    }
    wait = performance.now() - started < soonMs ? Math.min(wait * 2, longestWaitMs) : firstWaitMs;
    logger.log('error', 'worker ended and is started again', { pid: worker.process.pid, code, wait });
    await sleep(wait, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function exitOf(worker: Worker): Promise<unknown> {
  return new Promise((resolve) => {
    worker.once('exit', (code: number | null, signal: string | null) => resolve(code ?? signal));
  });
}
