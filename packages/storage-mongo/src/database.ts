import type { Logger } from '@parse/core/adapter';
import type { ClientSession, Collection, Db, MongoClient, RunCommandOptions } from 'mongodb';
import type { Abilities } from './abilities.js';
import type { ReadSessions } from './operations/read-sessions.js';
import type { MongoStorageOptions } from './options.js';

/** An open database. */
export interface Database {
  readonly client: MongoClient;
  readonly db: Db;
  /** The collections that were asked for, by their names: the driver works out the options of each anew. */
  readonly collections: Map<string, Collection>;
  /** The driver's options for commands whose answers are read as bytes. */
  readonly rawReads: RunCommandOptions;
  readonly readSessions: ReadSessions;
  readonly abilities: Abilities;
  readonly options: MongoStorageOptions;
  readonly logger: Logger;
}

/** What the operations on rows reach rows through: the database itself, or a transaction in it. */
export interface RowAccess {
  readonly database: Database;
  readonly session?: ClientSession;
}

/** Clients may ask for classes that there are not, so there must be an end. */
const MAX_COLLECTIONS = 10_000;

/** The collection that holds a class. */
export function collectionOf(
  { db, collections, options }: Pick<Database, 'db' | 'collections' | 'options'>,
  className: string,
): Collection {
  const name = `${options.collectionPrefix ?? ''}${className}`;
  let collection = collections.get(name);
  if (!collection) {
    if (collections.size >= MAX_COLLECTIONS) collections.clear();
    collection = db.collection(name);
    collections.set(name, collection);
  }
  return collection;
}
