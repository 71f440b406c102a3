import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the database is. */
export interface FileLocation {
  readonly path: string;
  /** To be called after the file was closed. */
  readonly dispose: () => Promise<void>;
}

/**
 * The file to open; missing directories and the file are made so that only this user can read them, since rows hold
 * password hashes. What exists keeps its rights. `:memory:` is a file of its own in the temporary directory: SQLite
 * has no database in memory that can be read while a transaction writes to it.
 */
export async function locateFile(path: string): Promise<FileLocation> {
  if (path !== ':memory:') {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await (await open(path, 'a', 0o600)).close();
    return { path, dispose: async () => undefined };
  }
  const directory = await mkdtemp(join(tmpdir(), 'parse-sqlite-'));
  return {
    path: join(directory, 'parse.db'),
    dispose: () => rm(directory, { recursive: true, force: true }),
  };
}
