import { StorageError } from '@parse/core/adapter';
import { mapError } from '../map-error.js';
import type { ResolvedOptions } from '../options.js';
import { classVersion, prepareFile } from '../schema/class-table.js';
import { classWatch, type ClassWatch } from '../schema/watch-classes.js';
import { openDatabase, type Database } from './database.js';
import { loadDriver } from './driver.js';
import { locateFile } from './locate-file.js';

/** The database, ready for use. */
export interface OpenFile {
  readonly database: Database;
  readonly watch: ClassWatch;
  close(): Promise<void>;
}

/** Opens the database, making it when it is not there. Fails with `connection` when it cannot be ours, and says why. */
export async function openFile(options: ResolvedOptions): Promise<OpenFile> {
  const driver = await loadDriver();
  const { path, dispose } = await locateFile(options.path).catch((error: unknown) => {
    throw cannotOpen(options.path, error);
  });
  let database: Database | undefined;
  try {
    const opened = openDatabase(driver, { ...options, path });
    database = opened;
    await opened.writeAlone(prepareFile);
    return {
      database: opened,
      watch: classWatch(opened.readAtOnce(classVersion)),
      async close() {
        await opened.close();
        await dispose();
      },
    };
  } catch (error) {
    await database?.close();
    await dispose();
    throw cannotOpen(options.path, mapError(error));
  }
}

function cannotOpen(path: string, cause: unknown): StorageError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StorageError('connection', `${path} cannot be opened as a database: ${reason}`, { cause });
}
