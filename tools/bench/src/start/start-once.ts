import { performance } from 'node:perf_hooks';
import type { Phase, Span } from './start-phases.js';

// A process of its own for each run: what is measured is what a test suite waits for before its first test.

interface TestingModule {
  readonly startTestServer: (options: object) => Promise<{ readonly close: () => Promise<void> }>;
}

const [, , url = ''] = process.argv;
const spans: Partial<Record<Phase, Span>> = {};

const { startTestServer } = await timed('import', async () => (await import(url)) as TestingModule);
const cloud = (Parse: { readonly Cloud: { define(name: string, code: () => number): void } }): void => {
  Parse.Cloud.define('answer', () => 42);
};
const first = await timed('first', () => startTestServer({ cloud }));
await first.close();
const next = await timed('next', () => startTestServer({ cloud }));
await next.close();
process.send?.(spans);

async function timed<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  spans[phase] = { cpuMs: (user + system) / 1000, wallMs: performance.now() - started };
  return result;
}
