import { randomUUID } from 'node:crypto';
import {
  isJsonObject,
  StorageError,
  type Json,
  type Logger,
  type StorageAdapter,
  type StorageRows,
} from '@parse/core/adapter';
import { capabilities } from './capabilities.js';
import { openDatabase } from './connection/database.js';
import { listen } from './connection/listener.js';
import type { Session } from './connection/session.js';
import { postgresDialect } from './dialect/postgres-dialect.js';
import { mapError } from './map-error.js';
import { resolveOptions, type PostgresStorageOptions, type ResolvedOptions } from './options.js';
import type { RowAccess } from './rows/access.js';
import { insertRows } from './rows/insert-rows.js';
import { postgresRows } from './rows/postgres-rows.js';
import { CHANNEL } from './schema/announce.js';
import { ensureSchemaTable } from './schema/class-documents.js';
import { postgresClasses, type Opened } from './schema/postgres-classes.js';
import { createTables } from './table/tables.js';

/**
 * Storage in PostgreSQL 13 or later, in the tables that parse-server makes: a database of either can be served by the
 * other. Several servers may use one database at the same time.
 */
export function postgresStorage(options: PostgresStorageOptions): StorageAdapter {
  const settings = resolveOptions(options);
  const senderId = randomUUID();
  let state: State | undefined;

  const opened = () => {
    if (!state) throw new StorageError('connection', 'the storage is not open');
    return state;
  };
  const accessNow = (): RowAccess => {
    const { database, dialect, tables } = opened();
    const use: RowAccess['use'] = (work) => database.use(work);
    const atomically: RowAccess['atomically'] = (work) => database.transaction('each-statement', work);
    return { dialect, tables, use, atomically, canRepeat: true };
  };

  return {
    kind: 'storage',
    name: 'postgres',
    spec: 'storage/1',
    capabilities,
    ...postgresRows(accessNow),
    ...postgresClasses(opened),

    insertMany: async (schema, objects) => insertRows(accessNow(), schema, objects),

    async open({ logger }) {
      if (state) return;
      const database = await openDatabase(settings, senderId, logger);
      try {
        await database.use(ensureSchemaTable);
      } catch (error) {
        await database.close();
        throw mapError(error);
      }
      const dialect = postgresDialect(database.facts);
      state = { database, dialect, tables: createTables(dialect), logger, settings, senderId };
    },

    async close() {
      const closing = state;
      state = undefined;
      await closing?.database.close();
    },

    watchClasses: async (onChange) => watch(opened(), onChange),
    transaction: async (work) => transact(opened(), work),
  };
}

interface State extends Opened {
  readonly logger: Logger;
  readonly settings: ResolvedOptions;
  readonly senderId: string;
}

/** Tells of changes that other servers made; what is known of the tables is forgotten first. */
async function watch(state: State, onChange: () => void): Promise<() => Promise<void>> {
  const { tables, logger, settings, senderId } = state;
  const onMessage = (payload: string | undefined) => {
    if (payload !== undefined && senderOf(payload) === senderId) return;
    tables.forgetAll();
    onChange();
  };
  try {
    return await listen(settings, { channel: CHANNEL, onMessage, logger });
  } catch (error) {
    throw mapError(error);
  }
}

/** Runs the work in a transaction that sees nothing of what others do meanwhile. */
async function transact<T>(
  { database, dialect, tables }: State,
  work: (rows: StorageRows) => Promise<T>,
): Promise<T> {
  try {
    return await database.transaction('snapshot', (session) =>
      whileOpen(session, (use) =>
        work(postgresRows(() => ({ dialect, tables, use, atomically: use, canRepeat: false }))),
      ),
    );
  } catch (error) {
    throw mapError(error);
  }
}

/** Lends the connection of a transaction to its work, and to nothing that the work leaves behind. */
async function whileOpen<T>(
  session: Session,
  work: (use: <R>(step: (session: Session) => Promise<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
  let isOver = false;
  try {
    return await work(async (step) => {
      if (isOver) throw new StorageError('driver', 'the transaction is over');
      return step(session);
    });
  } finally {
    isOver = true;
  }
}

function senderOf(payload: string): Json | undefined {
  try {
    const message = JSON.parse(payload) as Json;
    return isJsonObject(message) ? message.senderId : undefined;
  } catch {
    return undefined;
  }
}
