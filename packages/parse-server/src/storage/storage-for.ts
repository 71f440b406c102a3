import { ConfigError, type StorageAdapter } from '@parse/core';
import { assertNever } from '@parse/core/adapter';
import { installed } from '../adapters/installed.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { databaseUriProblem, readDatabaseUri } from './database-uri.js';
import { mongoOptions } from './mongo-options.js';
import { postgresOptions } from './postgres-options.js';

/** The storage that the options name; its package is loaded only when it is the one. */
export async function storageFor(options: ResolvedOptions): Promise<StorageAdapter> {
  const given = options.storage ?? options.databaseAdapter;
  if (given !== undefined) {
    return given;
  }
  const location = readDatabaseUri(options.databaseURI);
  switch (location.kind) {
    case 'sqlite': {
      const { sqliteStorage } = await import('@parse/storage-sqlite');
      return sqliteStorage({ path: location.path });
    }
    case 'mongo': {
      const { mongoStorage } = await installed(
        'databaseURI',
        '@parse/storage-mongo',
        () => import('@parse/storage-mongo'),
      );
      return mongoStorage(mongoOptions(options));
    }
    case 'postgres': {
      const { postgresStorage } = await installed(
        'databaseURI',
        '@parse/storage-postgres',
        () => import('@parse/storage-postgres'),
      );
      return postgresStorage(await postgresOptions(options.databaseURI, options.databaseOptions ?? {}));
    }
    case 'unknown':
      throw new ConfigError([databaseUriProblem(options.databaseURI) ?? 'databaseURI cannot be used.']);
    default:
      return assertNever(location);
  }
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
