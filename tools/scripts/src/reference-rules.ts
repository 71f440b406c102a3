import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import type { WorkspacePackage } from './workspace.js';

/**
 * Project references against package.json. The compiler does not miss a reference while an older build of the
 * other package lies there, so a forgotten one shows only on a clean checkout.
 */
export function referenceProblems(
  member: WorkspacePackage,
  workspace: readonly WorkspacePackage[],
): readonly string[] {
  const { dependencies, peerDependencies } = member.manifest;
  const installs = { ...dependencies, ...peerDependencies };
  const expected = workspace.filter(({ manifest }) => manifest.name in installs).map(({ folder }) => folder);
  const root = member.path.slice(0, -member.folder.length);
  const actual = readReferences(join(member.path, 'tsconfig.json'), root);
  return [
    ...without(expected, actual).map((folder) => `tsconfig.json refers to ${folder}`),
    ...without(actual, expected).map((folder) => `tsconfig.json refers to ${folder}, package.json does not`),
  ];
}

/** What `tsc -b` at the root leaves out. */
export function unbuiltProjects(root: string, workspace: readonly WorkspacePackage[]): readonly string[] {
  const built = readReferences(join(root, 'tsconfig.json'), root);
  const expected = workspace.flatMap(({ folder }) => [folder, `${folder}/tsconfig.test.json`]);
  return without(expected, built).map((path) => `tsconfig.json at the root refers to ${path}`);
}

function readReferences(path: string, root: string): readonly string[] {
  if (!existsSync(path)) return [];
  const { config } = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8')) as {
    readonly config?: { readonly references?: readonly { readonly path: string }[] };
  };
  return (config?.references ?? []).map((reference) =>
    relative(root, resolve(path, '..', reference.path)).replaceAll(sep, '/'),
  );
}

function without(all: readonly string[], removed: readonly string[]): readonly string[] {
  return all.filter((item) => !removed.includes(item));
}
