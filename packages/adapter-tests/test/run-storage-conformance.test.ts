import { memoryStorage } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import {
  runStorageConformance,
  storageCases,
  type StorageCase,
  type StorageConformanceOptions,
} from '../src/index.js';
import { playKit } from './play-kit.js';

const passing: StorageCase = { name: 'own: passes', run: async () => undefined };
const failing: StorageCase = {
  name: 'own: fails',
  run: async () => {
    throw new RangeError('broken');
  },
};

async function play(
  options: Partial<StorageConformanceOptions>,
): Promise<{ failures: readonly string[]; lines: readonly string[] }> {
  return playKit({ create: () => memoryStorage(), properties: false, ...options });
}

test('names of cases are unique', () => {
  const names = storageCases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('a skipped case is not run, and is printed with its reason', async () => {
  const { failures, lines } = await play({ extraCases: [failing], skip: { 'own: fails': 'known fault' } });
  expect(failures).toEqual([]);
  expect(lines).toContain('skipped: own: fails (known fault)');
});

test('the summary counts cases, skipped and inapplicable ones', async () => {
  const { lines } = await play({ extraCases: [passing, failing], skip: { 'own: fails': 'known fault' } });
  expect(lines.at(-1)).toBe(`${storageCases.length + 2} cases, 1 skipped, 9 not applicable`);
});

test('a skipped name that no case has fails the run', async () => {
  const { failures } = await play({ skip: { 'no such case': 'because' } });
  expect(failures).toEqual(['every skipped case exists']);
});

test('a case of a declared capability cannot be skipped', async () => {
  const name = 'regex is case sensitive';
  expect((await play({ skip: { [name]: 'too hard' } })).failures).toEqual([name]);
});

test('a case of a capability that is not declared may be named as skipped', async () => {
  const create = () => memoryStorage({ without: ['regex'] });
  expect((await play({ create, skip: { 'regex is case sensitive': 'no engine' } })).failures).toEqual([]);
});

test('what the engine of the run has no means for is not run, and is printed with its reason', async () => {
  const engineLimits = async () => ({ 'regex is case sensitive': 'stand-in without regex' });
  const { failures, lines } = await play({ engineLimits });
  expect(failures).toEqual([]);
  expect(lines).toContain('not run: regex is case sensitive (stand-in without regex)');
});

test('a failing case fails', async () => {
  expect((await play({ extraCases: [passing, failing] })).failures).toEqual(['own: fails']);
});

test('data that is lost when the adapter is opened again is noticed', async () => {
  const { failures } = await play({ reopen: () => memoryStorage() });
  expect(failures).toEqual(['classes, rows and indexes are there when the database is opened again']);
});

test('data that lasts is recognised', async () => {
  const storage = memoryStorage();
  const { failures } = await play({ create: () => storage, reopen: () => storage });
  expect(failures).toEqual([]);
});

test('without functions of a test runner the kit says what is missing', () => {
  expect(() => runStorageConformance({ create: () => memoryStorage() })).toThrow(/testApi/);
});
