import { memoryStorage } from '@parse/storage-memory';
import type { StorageAdapter } from '@parse/core/adapter';
import { describe, expect, test } from 'vitest';
import { playKit } from './play-kit.js';
import { readingMutants } from './reading-mutants.js';
import { writingMutants } from './writing-mutants.js';

async function failuresOf(create: () => StorageAdapter, only?: string): Promise<readonly string[]> {
  return (await playKit({ create, properties: { runs: 60, seed: 1 } }, only)).failures;
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
  test.each(Object.entries({ ...readingMutants, ...writingMutants }))('%s', async (_fault, mutant) => {
    const { breaks, caughtBy } = mutant;
    expect(await failuresOf(() => breaks(memoryStorage()), caughtBy)).toEqual([caughtBy]);
  });
});
