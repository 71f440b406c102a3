import type { TestApi } from '../src/test-api.js';

/** A test runner that keeps the tests of a kit until they are played. */
export interface CollectedTests {
  readonly testApi: TestApi;
  /** Runs them, or the one of that name, and what has to be done after all of them; tells the names of the failed. */
  play(only?: string): Promise<readonly string[]>;
}

/** An empty one. */
export function collectTests(): CollectedTests {
  const tests: { readonly name: string; readonly run: () => Promise<void> }[] = [];
  const closing: (() => Promise<void>)[] = [];
  return {
    testApi: {
      describe: (_name, body) => body(),
      test: (name, run) => tests.push({ name, run }),
      afterAll: (run) => closing.push(run),
    },
    async play(only) {
      const failures: string[] = [];
      for (const { name, run } of tests) {
        if (only === undefined || name === only) await run().catch(() => failures.push(name));
      }
      for (const close of closing) await close();
      return failures;
    },
  };
}
