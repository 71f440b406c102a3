import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCommand } from '../process/find-command.js';
import { withLock } from '../process/file-lock.js';
import { readJsonFile, writeJsonFile } from '../process/json-file.js';
import { runOrThrow } from '../process/run-command.js';
import { downloadsFolder } from '../service-folders.js';
import { openAptSession, type AptSession, type PackageVersion } from './apt-session.js';
import { createLoader, type Loader } from './own-loader.js';

/** Programs to be had from Debian. */
export interface DebianPrograms {
  /** The package that has them. */
  readonly name: string;
  /** Paths in the package's tree, which become scripts that run the program there. */
  readonly programs: readonly string[];
  /** Paths of libraries the programs load while they run. */
  readonly plugins: readonly string[];
  /** Folders with libraries beside the usual one. */
  readonly sharedObjectFolders: readonly string[];
  /** Symbolic links that the packages' installation would make: path in the tree, target. */
  readonly links: Readonly<Record<string, string>>;
  /** The programs look for their files beside what runs them, so that they get a loader of their own there. */
  readonly findTheirFiles?: boolean;
  /** Packages that are depended on and yet needed by no file that is run here. */
  readonly isUnneeded: (name: string) => boolean;
}

/** Programs that can be run where they lie. */
export interface UnpackedPrograms {
  readonly root: string;
  readonly version: string;
}

type Report = (line: string) => void;

/**
 * Unpacks a Debian package and what it depends on into the cache, once, and has its programs run by the loader
 * and the libraries that came with them: nothing is installed, nobody has to be root, and this machine's own
 * version of Debian does not matter. `PARSE_TEST_DEBIAN_SUITE` chooses the suite; `sid` by default.
 */
export async function unpackPrograms(wanted: DebianPrograms, report: Report): Promise<UnpackedPrograms> {
  if (findCommand('apt-get') === undefined || findCommand('dpkg-deb') === undefined)
    throw new Error(`${wanted.name} is unpacked with apt-get and dpkg-deb, which are not here`);
  const suite = process.env['PARSE_TEST_DEBIAN_SUITE'] ?? 'sid';
  const folder = join(downloadsFolder(), `${wanted.name}-${suite}`);
  const root = join(folder, 'root');
  const done = join(folder, 'done.json');
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(done)) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(root, { recursive: true });
    report(`asking Debian's ${suite} for ${wanted.name}`);
    const apt = await openAptSession(join(folder, 'apt'), suite);
    const version = await unpackClosure(wanted, apt, folder, report);
    for (const draft of ['apt', 'packages']) rmSync(join(folder, draft), { recursive: true, force: true });
    writeJsonFile(done, version);
  });
  return { root, version: String(readJsonFile(done)) };
}

/** What is left out by experience is fetched after all when the libraries say that something is missing. */
async function unpackClosure(
  wanted: DebianPrograms,
  apt: AptSession,
  folder: string,
  report: Report,
): Promise<string> {
  const root = join(folder, 'root');
  const closure = await apt.closure(wanted.name);
  const needed = closure.filter(({ name }) => !wanted.isUnneeded(name));
  report(`downloading ${needed.length} packages`);
  await downloadAndUnpack(apt, needed, folder);

  const loader = createLoader(root, wanted.sharedObjectFolders);
  const programs = wanted.programs.map((path) => join(root, path));
  for (const program of programs) {
    wrapProgram(program, wanted.findTheirFiles === true ? loader.copiedTo(dirname(program)) : loader);
  }
  const files = [...programs.map(originalOf), ...wanted.plugins.map((path) => join(root, path))];
  if ((await loader.missingLibraries(files)).length > 0) {
    report('some libraries are missing: downloading the other packages');
    await downloadAndUnpack(
      apt,
      closure.filter(({ name }) => wanted.isUnneeded(name)),
      folder,
    );
    const missing = await loader.missingLibraries(files);
    if (missing.length > 0) throw new Error(`libraries are missing:\n${missing.join('\n')}`);
  }
  for (const [path, target] of Object.entries(wanted.links)) symlinkSync(target, join(root, path));
  return closure.find(({ name }) => name === wanted.name)?.version ?? 'unknown';
}

async function downloadAndUnpack(
  apt: AptSession,
  packages: readonly PackageVersion[],
  folder: string,
): Promise<void> {
  const target = join(folder, 'packages');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  await apt.download(packages, target);
  for (const file of readdirSync(target)) await unpack(join(target, file), join(folder, 'root'));
}

/** Documentation, translations, bitcode for compilers, scripts of old upgrades. */
const unread = [
  './usr/share/doc/*',
  './usr/share/man/*',
  './usr/share/locale/*',
  './usr/share/info/*',
  './usr/lib/postgresql/*/lib/bitcode',
  './usr/share/postgresql/*/contrib/*',
  './usr/share/postgresql/*/extension/postgis*--*--*',
  './var/*',
  './etc/*',
];

async function unpack(file: string, root: string): Promise<void> {
  const script =
    'file=$1; root=$2; shift 2; dpkg-deb --fsys-tarfile "$file" | tar -x -C "$root" --no-same-owner "$@"';
  const excludes = unread.map((pattern) => `--exclude=${pattern}`);
  await runOrThrow('bash', ['-o', 'pipefail', '-c', script, 'unpack', file, root, ...excludes]);
}

/** A script in the program's place, as programs look for one another beside themselves. */
function wrapProgram(program: string, loader: Loader): void {
  renameSync(program, originalOf(program));
  writeFileSync(program, `#!/bin/sh\nexec ${loader.commandLine(program, originalOf(program))} "$@"\n`, {
    mode: 0o755,
  });
}

function originalOf(program: string): string {
  return `${program}.real`;
}
