import { join } from 'node:path';
import { installInto, packWorkspace } from './pack-workspace.js';
import { publishable, type WorkspacePackage } from './workspace.js';

/** One way of putting a server together, to be installed in a folder of its own. */
export interface Assembly {
  readonly title: string;
  /** What npm is asked to install: names of our packages, or names with versions. */
  readonly install: readonly string[];
  /** What a program using it imports. */
  readonly imports: readonly string[];
  /** The command line's entry in the installed folder, where the assembly has one. */
  readonly bin?: string;
  /** Added to the environment that starts it; undefined when it cannot be started here. */
  readonly startEnv?: Readonly<Record<string, string>>;
  /** Why it is not started, when `bin` is given and `startEnv` is not. */
  readonly notStarted?: string;
}

const incumbentDatabase = process.env['FOOTPRINT_INCUMBENT_DATABASE_URI'];

/** What is compared, in the order of the table's columns. */
export const assemblies: readonly Assembly[] = [
  {
    title: 'parse-server (ours)',
    install: ['parse-server'],
    imports: ['parse-server'],
    bin: 'node_modules/parse-server/bin/parse-server.js',
    startEnv: {},
  },
  {
    title: 'parse-server 9.10.0',
    // Pinned beside it, as express would take whichever router is newest on the day.
    install: ['parse-server@9.10.0', 'router@2.2.0'],
    imports: ['parse-server'],
    bin: 'node_modules/parse-server/bin/parse-server',
    ...(incumbentDatabase === undefined
      ? { notStarted: 'FOOTPRINT_INCUMBENT_DATABASE_URI is not set' }
      : { startEnv: { PARSE_SERVER_DATABASE_URI: incumbentDatabase } }),
  },
  minimal('storage-memory'),
  minimal('storage-sqlite'),
];

/** Installs an assembly into an empty folder, our packages from tarballs packed beside it. */
export async function installAssembly(
  root: string,
  workspace: readonly WorkspacePackage[],
  assembly: Assembly,
  folder: string,
): Promise<void> {
  const ours = assembly.install.flatMap((name) => withDependencies(name, publishable(workspace)));
  const theirs = assembly.install.filter((name) => !ours.some(({ manifest }) => manifest.name === name));
  const tarballs =
    ours.length === 0 ? [] : await packWorkspace(root, [...new Set(ours)], join(folder, '.tarballs'));
  await installInto(folder, [...theirs, ...tarballs.map(({ path }) => path)]);
}

/** A package of the workspace and all it needs from the workspace; nothing for other names. */
export function withDependencies(
  name: string,
  workspace: readonly WorkspacePackage[],
): readonly WorkspacePackage[] {
  const member = workspace.find(({ manifest }) => manifest.name === name);
  if (member === undefined) return [];
  const needed = { ...member.manifest.dependencies, ...member.manifest.peerDependencies };
  return [...new Set([member, ...Object.keys(needed).flatMap((need) => withDependencies(need, workspace))])];
}

function minimal(storage: string): Assembly {
  const names = ['@parse/core', '@parse/rest', `@parse/${storage}`];
  return { title: `core + rest + ${storage}`, install: names, imports: names };
}
