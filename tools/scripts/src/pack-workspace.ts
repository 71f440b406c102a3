import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from './run-command.js';
import { stagePackage } from './stage-package.js';
import type { WorkspacePackage } from './workspace.js';

/** One package as npm would ship it. */
export interface Tarball {
  readonly name: string;
  readonly path: string;
}

/** Packs packages, which must be built, into a folder, as they are published. Others may do so at the same time. */
export async function packWorkspace(
  root: string,
  packages: readonly WorkspacePackage[],
  destination: string,
): Promise<readonly Tarball[]> {
  mkdirSync(destination, { recursive: true });
  const stages = await Promise.all(
    packages.map((member) => stagePackage(member, join(destination, '.stages', member.folder))),
  );
  const args = ['pack', '--json', '--ignore-scripts', `--pack-destination=${destination}`, ...stages];
  const packed = JSON.parse(await runOrThrow('npm', args, { cwd: root })) as PackOutput;
  return Object.values(packed).map(({ name, filename }) => ({ name, path: join(destination, filename) }));
}

/** A list, or from npm 12 on a record by package name. */
type PackOutput = Readonly<Record<string, { readonly name: string; readonly filename: string }>>;

/** Makes a folder a project of its own and installs there: tarball paths, or names with versions. */
export async function installInto(folder: string, specifiers: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await runOrThrow('npm', ['install', ...quiet, ...specifiers], { cwd: folder });
}
