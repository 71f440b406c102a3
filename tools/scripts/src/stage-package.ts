import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { rolldown } from 'rolldown';
import { workspaceRoot, type WorkspacePackage } from './workspace.js';

/** Folder inside each package that holds what npm ships; `lerna publish --contents` is given this name. */
export const stageFolder = '.publish';

/**
 * Lays out a built package as it is published: a few bundled files instead of one per module, since Node spends
 * half a millisecond on finding and linking each. Names and comments stay, dependencies stay outside, and the
 * types are those that tsc wrote. Returns the folder: the package's own, unless another one is named.
 */
export async function stagePackage(
  { path, manifest }: WorkspacePackage,
  stage = join(path, stageFolder),
): Promise<string> {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  for (const file of ['package.json', 'README.md']) copyIfThere(join(path, file), join(stage, file));
  // The license asks to go along with every copy.
  cpSync(join(workspaceRoot(), 'LICENSE'), join(stage, 'LICENSE'));
  for (const folder of ['bin', 'template']) copyIfThere(join(path, folder), join(stage, folder));
  cpSync(join(path, 'dist'), join(stage, 'dist'), {
    recursive: true,
    filter: (file) => !/\.(js|map|tsbuildinfo)$/.test(file),
  });
  const bundle = await rolldown({
    input: Object.fromEntries(entryFiles(path, manifest).map((file) => [entryName(file), join(path, file)])),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
  });
  // What is shared lies flat in dist: a module that looks for `../package.json` finds it wherever it was put.
  await bundle.write({
    dir: join(stage, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
  return stage;
}

/** Where in dist an entry is: `index`, `providers/apple`. */
function entryName(file: string): string {
  return file.replace(/^(\.\/)?dist\//, '').replace(/\.js$/, '');
}

/** What others import, and what the package's commands import. */
function entryFiles(
  path: string,
  { exports = {}, bin = {} }: WorkspacePackage['manifest'],
): readonly string[] {
  const exported = Object.values(exports).map((targets) => targets['default'] ?? '');
  const run = Object.values(bin).flatMap((file) => {
    const source = readFileSync(join(path, file), 'utf8');
    return Array.from(source.matchAll(/'\.\.\/(dist\/[^']+)'/g), ([, target = '']) => target);
  });
  return [...exported, ...run];
}

function copyIfThere(from: string, to: string): void {
  try {
    cpSync(from, to, { recursive: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
