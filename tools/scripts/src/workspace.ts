import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The fields of a package.json that the tools read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly sideEffects?: unknown;
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly publishConfig?: { readonly access?: string };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** One workspace member. */
export interface WorkspacePackage {
  /** Relative to the root, with forward slashes: `packages/core`. */
  readonly folder: string;
  readonly path: string;
  readonly manifest: Manifest;
}

/** The repository's root: the nearest folder above this file that holds nx.json. */
export function workspaceRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'nx.json'))) folder = dirname(folder);
  return folder;
}

/** Every member of the workspace by its folder: `docs/examples`, then packages, then tools. */
export function readWorkspace(root: string): readonly WorkspacePackage[] {
  const groups = ['docs', 'packages', 'tools'].filter((group) => existsSync(join(root, group)));
  return groups.flatMap((group) =>
    readdirSync(join(root, group))
      .sort()
      .filter((name) => existsSync(join(root, group, name, 'package.json')))
      .map((name) => readPackage(root, `${group}/${name}`)),
  );
}

/** Those that are published. */
export function publishable(packages: readonly WorkspacePackage[]): readonly WorkspacePackage[] {
  return packages.filter((member) => member.manifest.private !== true);
}

/** The specifiers under which others import a package: `@parse/core`, `@parse/core/adapter`. */
export function entrySpecifiers(manifest: Manifest): readonly string[] {
  return Object.keys(manifest.exports ?? {}).map((entry) => manifest.name + entry.slice(1));
}

/** One rule of a Vite alias list. */
export interface SourceAlias {
  readonly find: RegExp;
  readonly replacement: string;
}

/** Sends each entry of each exports map to the source file it is built from, so that tests need no build. */
export function sourceAliases(packages: readonly WorkspacePackage[]): SourceAlias[] {
  return packages.flatMap(({ path, manifest }) =>
    Object.entries(manifest.exports ?? {}).map(([entry, targets]) => ({
      find: new RegExp(`^${escapeRegExp(manifest.name + entry.slice(1))}$`),
      replacement: resolve(path, sourceOf(targets['default'] ?? '')),
    })),
  );
}

/** The source file an entry of `dist` is built from. */
export function sourceOf(target: string): string {
  return target.replace(/^\.\/dist\//, './src/').replace(/\.js$/, '.ts');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function readPackage(root: string, folder: string): WorkspacePackage {
  const path = join(root, folder);
  return { folder, path, manifest: JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest };
}
