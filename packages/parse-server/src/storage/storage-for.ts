import { ConfigError, type StorageAdapter } from '@parse/core';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { databaseUriProblem, readDatabaseUri } from './database-uri.js';

/** The storage that the options name; its package is loaded only when it is the one. */
export async function storageFor(options: ResolvedOptions): Promise<StorageAdapter> {
  const given = options.storage ?? options.databaseAdapter;
  if (given !== undefined) {
    return given;
  }
  const location = readDatabaseUri(options.databaseURI);
  if (location.kind !== 'sqlite') {
    throw new ConfigError([databaseUriProblem(options.databaseURI) ?? 'databaseURI cannot be used.']);
  }
  const { sqliteStorage } = await import('@parse/storage-sqlite');
  return sqliteStorage({ path: location.path });
}

/** Where the data is, to tell people; never with a password. */
export function describeStorage(options: ResolvedOptions): string {
  const given = options.storage ?? options.databaseAdapter;
  if (given !== undefined) {
    return given.name;
  }
  const location = readDatabaseUri(options.databaseURI);
  return location.kind === 'sqlite' ? location.path : location.scheme;
}
