import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StorageError, type StorageAdapter, type StorageRows } from '@parse/core/adapter';
import { capabilities } from './capabilities.js';
import type { Connection } from './connection/connection.js';
import { openDatabase, type Database } from './connection/database.js';
import { loadDriver } from './connection/driver.js';
import { sqliteDialect } from './dialect/sqlite-dialect.js';
import { mapError, withMappedErrors } from './map-error.js';
import { resolveOptions, type SqliteStorageOptions } from './options.js';
import { sqliteRows } from './rows/sqlite-rows.js';
import { changeClass, createClass, deleteClass, ensureIndex } from './schema/class-operations.js';
import { classVersion, loadClasses, prepareFile } from './schema/class-table.js';
import { hasFoldedColumn } from './schema/folded-column.js';
import { classWatch, type ClassWatch } from './schema/watch-classes.js';
import { createTables } from './table.js';

/** An open file and what was learned of it. */
interface OpenFile {
  readonly database: Database;
  readonly watch: ClassWatch;
  /** Directory to remove at the end, for `:memory:`. */
  readonly temporary: string | undefined;
}

/**
 * Storage in one SQLite file, for one machine. Everything acknowledged is in the file, whatever happens to the
 * process; other processes may open it at the same time. Calls on it block the process for as long as SQLite works.
 */
export function sqliteStorage(options: SqliteStorageOptions): StorageAdapter {
  const settings = resolveOptions(options);
  let file: OpenFile | undefined;

  const opened = (): OpenFile => {
    if (!file) throw new StorageError('connection', 'the storage is not open');
    return file;
  };
  const read = <T>(work: (connection: Connection) => T): T => opened().database.read(work);
  const write = async <T>(work: (connection: Connection) => T): Promise<T> => opened().database.write(work);
  const dialect = sqliteDialect({
    isFolded: (className, field) => read((connection) => hasFoldedColumn(connection, className, field)),
  });
  const tables = createTables(dialect);

  /** A change of classes, all or nothing. */
  async function writeClasses<T>(change: (connection: Connection) => T): Promise<T> {
    const { database, watch } = opened();
    return database.write((connection) =>
      withMappedErrors(connection, () =>
        connection.atomically(() => watch.ownChange(connection, () => change(connection))),
      ),
    );
  }

  return {
    kind: 'storage',
    name: 'sqlite',
    spec: 'storage/1',
    capabilities,
    ...sqliteRows({ dialect, tables, read, write }),

    async open() {
      if (file) return;
      const driver = await loadDriver();
      const { path, temporary } = await locateFile(settings.path);
      try {
        const database = openDatabase(driver, { ...settings, path });
        await database.write(prepareFile);
        await database.write((connection) => connection.execute('PRAGMA optimize = 0x10002'));
        file = { database, watch: classWatch(database.read(classVersion)), temporary };
      } catch (error) {
        throw mapError(error);
      }
    },

    async close() {
      const closing = file;
      file = undefined;
      await closing?.database.close();
      if (closing?.temporary !== undefined) await rm(closing.temporary, { recursive: true, force: true });
    },

    async loadClasses() {
      return read((connection) => withMappedErrors(connection, () => loadClasses(connection)));
    },

    async createClass(schema) {
      return writeClasses((connection) => createClass({ dialect, connection }, schema));
    },

    async changeClass(className, change) {
      return writeClasses((connection) => changeClass({ dialect, connection }, className, change));
    },

    async deleteClass(className) {
      await writeClasses((connection) => deleteClass({ dialect, connection }, className));
    },

    async ensureIndex({ className }, index) {
      await writeClasses((connection) => ensureIndex({ dialect, connection }, className, index));
    },

    async watchClasses(onChange) {
      const { database, watch } = opened();
      const stop = watch.start((work) => database.read(work), onChange, settings.watchIntervalMs);
      return async () => stop();
    },

    async transaction<T>(work: (rows: StorageRows) => Promise<T>): Promise<T> {
      try {
        return await opened().database.transaction(async (connection) => {
          let over = false;
          const use = <R>(step: (connection: Connection) => R): R => {
            if (over) throw new StorageError('driver', 'the transaction is over');
            return step(connection);
          };
          const rows = sqliteRows({ dialect, tables, read: use, write: async (step) => use(step) });
          return work(rows).finally(() => {
            over = true;
          });
        });
      } catch (error) {
        throw mapError(error);
      }
    },
  };
}

/** The file to open. Missing directories are made; `:memory:` is a file of its own in the temporary directory. */
async function locateFile(
  path: string,
): Promise<{ readonly path: string; readonly temporary: string | undefined }> {
  if (path === ':memory:') {
    const temporary = await mkdtemp(join(tmpdir(), 'parse-sqlite-'));
    return { path: join(temporary, 'parse.db'), temporary };
  }
  await mkdir(dirname(path), { recursive: true });
  return { path, temporary: undefined };
}
