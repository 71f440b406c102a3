import { StorageError, type StorageAdapter } from '@parse/core/adapter';
import { capabilities } from './capabilities.js';
import type { Connection } from './connection/connection.js';
import { openFile, type OpenFile } from './connection/open-file.js';
import { sqliteDialect } from './dialect/sqlite-dialect.js';
import { mapError } from './map-error.js';
import { resolveOptions, type SqliteStorageOptions } from './options.js';
import { sqliteRows } from './rows/sqlite-rows.js';
import { hasFoldedColumn } from './schema/folded-column.js';
import { sqliteClasses } from './schema/sqlite-classes.js';
import { createTables } from './table.js';

/**
 * Storage in one SQLite file, for one machine. Everything acknowledged is in the file, whatever happens to the
 * process; other processes may open it at the same time. Calls on it block the process for as long as SQLite works.
 */
export function sqliteStorage(options: SqliteStorageOptions): StorageAdapter {
  const settings = resolveOptions(options);
  let file: OpenFile | undefined;

  const opened = (): OpenFile => {
    if (!file) throw notOpen();
    return file;
  };
  const read = <T>(work: (connection: Connection) => T): T | Promise<T> => opened().database.read(work);
  const write = <T>(work: (connection: Connection) => T): Promise<T> =>
    file ? file.database.write(work) : Promise.reject(notOpen());
  const dialect = sqliteDialect({
    isFolded: (className, field) =>
      opened().database.readAtOnce((connection) => hasFoldedColumn(connection, className, field)),
  });
  const tables = createTables(dialect);

  return {
    kind: 'storage',
    name: 'sqlite',
    spec: 'storage/1',
    capabilities,
    ...sqliteRows({ dialect, tables, read, write }),
    ...sqliteClasses(dialect, opened),

    async open() {
      file ??= await openFile(settings);
    },

    async close() {
      const closing = file;
      closing?.database.endTurn();
      file = undefined;
      await closing?.close();
    },

    async watchClasses(onChange) {
      const { database, watch } = opened();
      const stop = watch.start((work) => database.readAtOnce(work), onChange, settings.watchIntervalMs);
      return async () => stop();
    },

    async transaction(work) {
      const { database } = opened();
      try {
        return await database.transaction((connection) =>
          whileOpen(connection, (use) =>
            work(sqliteRows({ dialect, tables, read: use, write: async (step) => use(step) })),
          ),
        );
      } catch (error) {
        throw mapError(error);
      }
    },
  };
}

function notOpen(): StorageError {
  return new StorageError('connection', 'the storage is not open');
}

/** Lends the connection of a transaction to its work, and to nothing that the work leaves behind. */
async function whileOpen<T>(
  connection: Connection,
  work: (use: <R>(step: (connection: Connection) => R) => R) => Promise<T>,
): Promise<T> {
  let isOver = false;
  try {
    return await work((step) => {
      if (isOver) throw new StorageError('driver', 'the transaction is over');
      return step(connection);
    });
  } finally {
    isOver = true;
  }
}
