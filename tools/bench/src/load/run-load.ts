import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import { httpRequest, type ApiRequest } from '../api/api-request.js';
import { scenarioNamed } from '../scenarios/scenarios.js';
import type { LoadJob, LoadResult, LoadScript } from './load-messages.js';
import { wrongAnswer } from './wrong-answer.js';

/** Sends requests for as long as the job says, on as many connections as it says; all answers have come at its end. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const pool = new Pool(job.origin, { connections: job.connections, pipelining: 1 });
  const run: Run = {
    request: readScript(job.script),
    pool,
    next: job.first,
    latencies: [],
    failure: undefined,
  };
  const started = performance.now();
  const limits = {
    until: started + (job.milliseconds ?? Infinity),
    before: job.first + (job.requests ?? Infinity),
  };
  await Promise.all(Array.from({ length: job.connections }, () => worker(run, limits)));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  const sorted = Float64Array.from(run.latencies).sort();
  return {
    requests: sorted.length,
    seconds,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    ...(run.failure === undefined ? {} : { failure: run.failure }),
  };
}

interface Run {
  readonly request: (n: number) => ApiRequest;
  readonly pool: Pool;
  next: number;
  readonly latencies: number[];
  failure: string | undefined;
}

function readScript(script: LoadScript): Run['request'] {
  if ('cycle' in script) {
    const [first, ...others] = script.cycle;
    if (!first) throw new Error(`${script.name} has no requests`);
    return (n) => [first, ...others][n % script.cycle.length] ?? first;
  }
  const { request } = scenarioNamed(script.scenario);
  return (n) => request(script.world, n);
}

/** Stops at the first wrong answer: what errors cost is not what is measured. */
async function worker(
  run: Run,
  { until, before }: { readonly until: number; readonly before: number },
): Promise<void> {
  while (performance.now() < until && run.next < before && run.failure === undefined) {
    const request = run.request(run.next++);
    const { method, path, headers, body } = httpRequest(request);
    const sent = performance.now();
    const answer = await run.pool.request({ method, path, headers, body });
    const text = await answer.body.text();
    run.latencies.push(performance.now() - sent);
    run.failure ??= wrongAnswer(request, { status: answer.statusCode, text });
  }
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
