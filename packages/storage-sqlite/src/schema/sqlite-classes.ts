import type { StorageAdapter } from '@parse/core/adapter';
import type { SqlDialect } from '@parse/storage-sql';
import type { Connection } from '../connection/connection.js';
import type { OpenFile } from '../connection/open-file.js';
import { withMappedErrors } from '../map-error.js';
import { changeClass, createClass, deleteClass, ensureIndex } from './class-operations.js';
import { loadClasses } from './class-table.js';

/** The part of the adapter that is about classes. */
export type SqliteClasses = Pick<
  StorageAdapter,
  'loadClasses' | 'createClass' | 'changeClass' | 'deleteClass' | 'ensureIndex'
>;

/** Operations on the classes of the file that `opened` returns; each change is one transaction. */
export function sqliteClasses(dialect: SqlDialect, opened: () => OpenFile): SqliteClasses {
  async function write<T>(change: (connection: Connection) => T): Promise<T> {
    const { database, watch } = opened();
    return database.writeAlone((connection) =>
      withMappedErrors(connection, () =>
        connection.atomically(() => watch.ownChange(connection, () => change(connection))),
      ),
    );
  }

  return {
    async loadClasses() {
      return opened().database.readAtOnce((connection) =>
        withMappedErrors(connection, () => loadClasses(connection)),
      );
    },
    async createClass(schema) {
      return write((connection) => createClass({ dialect, connection }, schema));
    },
    async changeClass(className, change) {
      return write((connection) => changeClass({ dialect, connection }, className, change));
    },
    async deleteClass(className) {
      await write((connection) => deleteClass({ dialect, connection }, className));
    },
    async ensureIndex({ className }, index) {
      await write((connection) => ensureIndex({ dialect, connection }, className, index));
    },
  };
}
