import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '@tools/services/file-lock';
import { runOrThrow } from '@tools/services/run-command';

/** The release of npm's parse-server that we compare with. */
export const incumbentVersion = '9.10.0';

/** Pinned beside it: express takes whichever router is newest on the day, and with a later one it does not start. */
const wanted: Readonly<Record<string, string>> = { 'parse-server': incumbentVersion, router: '2.2.0' };

/**
 * The folder in which parse-server is installed: a project of its own in this user's cache, made by npm on first
 * use and then kept. Many callers at once install it once. No install script runs. What an interrupted
 * installation left is thrown away.
 */
export async function installIncumbent(report: (line: string) => void = console.log): Promise<string> {
  const folder = join(cacheFolder(), `parse-server-${incumbentVersion}`);
  if (isComplete(folder)) return folder;
  mkdirSync(cacheFolder(), { recursive: true });
  return withLock(`${folder}.lock`, async () => {
    if (isComplete(folder)) return folder;
    report(`installing parse-server ${incumbentVersion} from npm into ${folder}, once: some 190 MB`);
    await install(folder);
    report(`parse-server ${incumbentVersion} is installed`);
    return folder;
  });
}

/** Under another name first, so that a folder of the final name is a finished one. */
async function install(folder: string): Promise<void> {
  const draft = `${folder}.draft`;
  for (const leftover of [draft, folder]) rmSync(leftover, { recursive: true, force: true });
  mkdirSync(draft);
  writeFileSync(join(draft, 'package.json'), '{ "private": true }\n');
  const packages = Object.entries(wanted).map(([name, version]) => `${name}@${version}`);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const args = ['install', '--ignore-scripts', '--omit=dev', '--save-exact', ...quiet, ...packages];
  await runOrThrow('npm', args, { cwd: draft, env: npmEnvironment() });
  if (!isComplete(draft))
    throw new Error(`npm ended well, and ${draft} does not hold ${packages.join(', ')}`);
  renameSync(draft, folder);
}

/** By npm's own record of what it has put there. */
function isComplete(folder: string): boolean {
  const record = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const { packages } = JSON.parse(readFileSync(record, 'utf8')) as InstallRecord;
  return Object.entries(wanted).every(
    ([name, version]) => packages[`node_modules/${name}`]?.version === version,
  );
}

interface InstallRecord {
  readonly packages: Readonly<Partial<Record<string, { readonly version?: string }>>>;
}

/** Without what an npm that started us says of its own project, so that this one is installed by itself. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const ofThisProject = /^npm_(config_(local_prefix|workspaces?|prefix)|package_|lifecycle_)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisProject.test(name)));
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'parse-tools');
}
