import type { StorageAdapter } from '@parse/core/adapter';
import { describe, expect, test } from 'vitest';
import { runStorageConformance } from '../src/index.js';
import { memoryStorage } from '@parse/storage-memory';
import { readingMutants } from './reading-mutants.js';
import { writingMutants } from './writing-mutants.js';

/** The names of the tests of the kit that fail for an adapter. */
async function failuresOf(create: () => StorageAdapter): Promise<readonly string[]> {
  const tests: { readonly name: string; readonly run: () => Promise<void> }[] = [];
  const closing: (() => Promise<void>)[] = [];
  runStorageConformance({
    create,
    properties: { runs: 60, seed: 1 },
    print: () => undefined,
    testApi: {
      describe: (_name, body) => body(),
      test: (name, run) => tests.push({ name, run }),
      afterAll: (run) => closing.push(run),
    },
  });
  const failures: string[] = [];
  for (const { name, run } of tests) await run().catch(() => failures.push(name));
  for (const close of closing) await close();
  return failures;
}

test('the kit passes the memory adapter', async () => {
  expect(await failuresOf(() => memoryStorage())).toEqual([]);
});

test('the kit passes a memory adapter that declares no capability it could refuse', async () => {
  const without = [
    'transactions',
    'textSearch',
    'geo',
    'regex',
    'aggregate',
    'explain',
    'uniqueIndexes',
    'caseInsensitive',
  ] as const;
  expect(await failuresOf(() => memoryStorage({ without }))).toEqual([]);
});

describe('the kit fails an adapter that', () => {
  test.each(Object.entries({ ...readingMutants, ...writingMutants }))(
    '%s',
    async (_name, { breaks, caughtBy }) => {
      const failures = await failuresOf(() => breaks(memoryStorage()));
      expect(failures).toContain(caughtBy);
    },
  );
});
