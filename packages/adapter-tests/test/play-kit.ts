import { runStorageConformance, type StorageConformanceOptions } from '../src/index.js';
import { collectTests } from './collect-tests.js';

/** Runs the kit, or one test of it, outside any test runner; tells the names of failed tests and what was printed. */
export async function playKit(
  options: StorageConformanceOptions,
  only?: string,
): Promise<{ readonly failures: readonly string[]; readonly lines: readonly string[] }> {
  const tests = collectTests();
  const lines: string[] = [];
  runStorageConformance({ ...options, print: (line) => void lines.push(line), testApi: tests.testApi });
  return { failures: await tests.play(only), lines };
}
