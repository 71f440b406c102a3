import type { StorageAdapter } from '@parse/core';
import { memoryStorage } from '@parse/storage-memory';
import { sqliteStorage } from '@parse/storage-sqlite';

/** A storage that the suite runs on. */
export interface TestStorage {
  readonly name: string;
  /** A storage of that kind that holds nothing. */
  readonly create: () => StorageAdapter;
}

/** Every storage that the suite runs on. */
export const storages: readonly TestStorage[] = [
  { name: 'memory', create: () => memoryStorage() },
  { name: 'sqlite', create: () => sqliteStorage({ path: ':memory:' }) },
];
