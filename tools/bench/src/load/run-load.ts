import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import { httpRequest, type ApiRequest } from '../api/api-request.js';
import { scenarioNamed } from '../scenarios/scenarios.js';
import type { LoadJob, LoadResult, LoadScript } from './load-messages.js';

/** Sends requests for as long as the job says, on as many connections as it says; all answers have come at its end. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const pool = new Pool(job.origin, { connections: job.connections, pipelining: 1 });
  const run: Run = {
    script: readScript(job.script),
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
  readonly script: Script;
  readonly pool: Pool;
  next: number;
  readonly latencies: number[];
  failure: string | undefined;
}

interface Script {
  readonly request: (n: number) => ApiRequest;
  readonly status: number;
}

function readScript(script: LoadScript): Script {
  if ('cycle' in script) {
    const [first, ...others] = script.cycle;
    if (!first) throw new Error(`${script.name} has no requests`);
    return { request: (n) => [first, ...others][n % script.cycle.length] ?? first, status: 0 };
  }
  const { request, status } = scenarioNamed(script.scenario);
  return { request: (n) => request(script.world, n), status };
}

/** Stops at the first failure: what errors cost is not what is measured. */
async function worker(
  run: Run,
  { until, before }: { readonly until: number; readonly before: number },
): Promise<void> {
  while (performance.now() < until && run.next < before && run.failure === undefined) {
    const { method, path, headers, body } = httpRequest(run.script.request(run.next++));
    const sent = performance.now();
    const answer = await run.pool.request({ method, path, headers, body });
    const text = await answer.body.text();
    run.latencies.push(performance.now() - sent);
    const { statusCode } = answer;
    if (run.script.status === 0 ? statusCode >= 300 : statusCode !== run.script.status) {
      run.failure ??= `${method} ${path}: ${statusCode} ${text.slice(0, 300)}`;
    }
  }
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
