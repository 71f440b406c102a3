import type { StorageCapabilities } from '@parse/core/adapter';
import type { Db } from 'mongodb';
import type { MongoStorageOptions } from './options.js';

/** What depends on the server that is connected to. */
export interface Abilities {
  /** Replica sets and sharded clusters have transactions, a single server has none. */
  readonly transactions: boolean;
  /** They also tell of changes, unless they are of another make or the options say not to ask. */
  readonly changeStreams: boolean;
  /** All but very old ones and some of another make have sessions. */
  readonly sessions: boolean;
}

/** What is said before a server was asked. */
export const ASSUMED_ABILITIES: Abilities = {
  transactions: true,
  changeStreams: false,
  sessions: false,
};

/** Asks the server what it can do. */
export async function detectAbilities(db: Db, options: MongoStorageOptions): Promise<Abilities> {
  const hello = await db.command({ hello: 1 });
  const isCluster = typeof hello['setName'] === 'string' || hello['msg'] === 'isdbgrid';
  const isWatching = isCluster && options.watchClasses !== false;
  return {
    transactions: isCluster,
    changeStreams: isWatching && (await hasChangeStreams(db)),
    sessions: typeof hello['logicalSessionTimeoutMinutes'] === 'number',
  };
}

/** What MongoDB does by itself. It promises no order where none is asked for. */
export function capabilitiesWith(abilities: Abilities): StorageCapabilities {
  return {
    transactions: abilities.transactions,
    textSearch: true,
    geo: true,
    regex: true,
    aggregate: true,
    explain: true,
    uniqueIndexes: true,
    caseInsensitive: true,
    insertionOrder: false,
    expiry: true,
    watchClasses: abilities.changeStreams,
  };
}

async function hasChangeStreams(db: Db): Promise<boolean> {
  const stream = db.watch([], { maxAwaitTimeMS: 1 });
  try {
    await stream.tryNext();
    return true;
  } catch {
    return false;
  } finally {
    await stream.close();
  }
}
