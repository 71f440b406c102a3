import { runStorageConformance, type StorageConformanceOptions } from '../src/index.js';

/** Runs the kit, or one test of it, outside any test runner; tells the names of failed tests and what was printed. */
export async function playKit(
  options: StorageConformanceOptions,
  only?: string,
): Promise<{ readonly failures: readonly string[]; readonly lines: readonly string[] }> {
  const tests: { readonly name: string; readonly run: () => Promise<void> }[] = [];
  const closing: (() => Promise<void>)[] = [];
  const lines: string[] = [];
  runStorageConformance({
    ...options,
    print: (line) => void lines.push(line),
    testApi: {
      describe: (_name, body) => body(),
      test: (name, run) => tests.push({ name, run }),
      afterAll: (run) => closing.push(run),
    },
  });
  const failures: string[] = [];
  for (const { name, run } of tests) {
    if (only === undefined || name === only) await run().catch(() => failures.push(name));
  }
  for (const close of closing) await close();
  return { failures, lines };
}
