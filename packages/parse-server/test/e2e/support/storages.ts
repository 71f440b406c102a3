import type { StorageAdapter } from '@parse/core';
import { memoryStorage } from '@parse/storage-memory';
import { mongoStorage } from '@parse/storage-mongo';
import { postgresStorage } from '@parse/storage-postgres';
import { sqliteStorage } from '@parse/storage-sqlite';
import { freshDatabase, isServiceMissing, serviceEngine } from '@tools/services';

/** A storage that the suite runs on. */
export interface TestStorage {
  readonly name: string;
  /**
   * A storage of that kind that holds nothing. What an earlier one of the same label held is gone, so those in use at
   * the same time need labels of their own.
   */
  readonly create: (label?: string) => Promise<StorageAdapter>;
  /** What the database is less than others at, so that tests expect the documented answer instead. */
  readonly lacks: ReadonlySet<Lack>;
  /** Whether each call goes to another process, so that tests of many requests make do with fewer. */
  readonly isServer: boolean;
}

/**
 * The character U+0000 cannot stand in strings, or in the keys of objects; no index keeps racers from names that differ
 * in case alone; aggregations have the stages that core defines, and no others.
 */
export type Lack =
  | 'nul in texts'
  | 'nul in keys'
  | 'unique names without regard to case'
  | 'stages of MongoDB';

/** What stands in for MongoDB where that cannot be had is less than it. */
const DOCUMENTDB_LACKS: readonly Lack[] = ['nul in keys', 'unique names without regard to case'];

const everyStorage: readonly TestStorage[] = [
  {
    name: 'memory',
    create: async () => memoryStorage(),
    lacks: new Set(['stages of MongoDB']),
    isServer: false,
  },
  {
    name: 'sqlite',
    create: async () => sqliteStorage({ path: ':memory:' }),
    lacks: new Set(['stages of MongoDB']),
    isServer: false,
  },
  {
    name: 'mongo',
    create: async (label) => mongoStorage({ uri: (await freshDatabase('mongo', label)).uri }),
    lacks: new Set(serviceEngine('mongo') === 'DocumentDB' ? DOCUMENTDB_LACKS : ['nul in keys']),
    isServer: true,
  },
  {
    name: 'postgres',
    create: async (label) => postgresStorage({ uri: (await freshDatabase('postgres', label)).uri }),
    lacks: new Set(['nul in texts', 'nul in keys', 'stages of MongoDB']),
    isServer: true,
  },
];

/** Every storage that the suite runs on: all of them in CI, elsewhere those whose database can be had. */
export const storages: readonly TestStorage[] = everyStorage.filter(
  ({ name }) => !((name === 'mongo' || name === 'postgres') && isServiceMissing(name)),
);
