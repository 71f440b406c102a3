import { StorageError, type AdapterContext } from '@parse/core/adapter';
import { MongoClient } from 'mongodb';
import { detectAbilities } from './abilities.js';
import { callDatabase } from './call-database.js';
import type { Database } from './database.js';
import { logClientEvents } from './log-client-events.js';
import { createReadSessions } from './operations/read-sessions.js';
import type { MongoStorageOptions } from './options.js';

export { mongoRows } from './operations/mongo-rows.js';
export { classOperations } from './schema/class-operations.js';
export { watchClasses } from './schema/watch-classes.js';
export { runTransaction } from './transactions.js';

/**
 * Connects. The driver keeps the connection from then on: it reconnects after an outage, and calls made meanwhile fail
 * once `serverSelectionTimeoutMS` has passed.
 */
export async function openDatabase(
  options: MongoStorageOptions,
  { logger }: AdapterContext,
): Promise<Database> {
  const client = createClient(options);
  try {
    return await callDatabase(async () => {
      if (options.clientMetadata) client.appendMetadata(options.clientMetadata);
      logClientEvents(client, options.logClientEvents ?? [], logger);
      await client.connect();
      const db = client.db();
      const abilities = await detectAbilities(db, options);
      const rawReads = { ...db.bsonOptions, readPreference: db.readPreference, raw: true };
      const readSessions = createReadSessions(client, abilities.sessions);
      return { client, db, collections: new Map(), rawReads, readSessions, abilities, options, logger };
    });
  } catch (error) {
    await client.close();
    throw error;
  }
}

function createClient({ uri, driver }: MongoStorageOptions): MongoClient {
  try {
    return new MongoClient(uri, { ...driver, ignoreUndefined: true });
  } catch (cause) {
    throw new StorageError('connection', 'the URI or the options of the database are not valid', { cause });
  }
}
