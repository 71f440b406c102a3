/** The functions of a test runner that the kit calls. Those of Vitest, Jest and `node:test` fit as they are. */
export interface TestApi {
  describe(name: string, body: () => void): unknown;
  test(name: string, body: () => Promise<void>): unknown;
  /** Called once after all tests; `node:test` calls it `after`. */
  afterAll(body: () => Promise<void>): unknown;
}

/** The runner's functions: those given, or those it has put on `globalThis`. */
export function resolveTestApi(given: TestApi | undefined): TestApi {
  if (given) return given;
  const runner: unknown = globalThis;
  if (isTestApi(runner)) return runner;
  throw new TypeError('this test runner has no global describe, test and afterAll: pass them as `testApi`');
}

function isTestApi(value: unknown): value is TestApi {
  if (typeof value !== 'object' || value === null) return false;
  return ['describe', 'test', 'afterAll'].every((name) => typeof Reflect.get(value, name) === 'function');
}
