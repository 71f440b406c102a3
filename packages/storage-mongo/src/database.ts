import type { Logger } from '@parse/core/adapter';
import type { ClientSession, Collection, Db, MongoClient } from 'mongodb';
import type { Abilities } from './abilities.js';
import type { MongoStorageOptions } from './options.js';

/** An open database. */
export interface Database {
  readonly client: MongoClient;
  readonly db: Db;
  readonly abilities: Abilities;
  readonly options: MongoStorageOptions;
  readonly logger: Logger;
}

/** What the operations on rows reach rows through: the database itself, or a transaction in it. */
export interface RowAccess {
  readonly database: Database;
  readonly session?: ClientSession;
}

/** The collection that holds a class. */
export function collectionOf({ db, options }: Database, className: string): Collection {
  return db.collection(`${options.collectionPrefix ?? ''}${className}`);
}
