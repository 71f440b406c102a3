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

/** Opens the database, making it when it is not there. Fails with `connection` when the file is not one of ours. */
export async function openFile(options: ResolvedOptions): Promise<OpenFile> {
  const driver = await loadDriver();
  const { path, dispose } = await locateFile(options.path);
  let database: Database | undefined;
  try {
    const opened = openDatabase(driver, { ...options, path });
    database = opened;
    await opened.write(prepareFile);
    return {
      database: opened,
      watch: classWatch(opened.read(classVersion)),
      async close() {
        await opened.close();
        await dispose();
      },
    };
  } catch (error) {
    await database?.close();
    await dispose();
    throw mapError(error);
  }
}
