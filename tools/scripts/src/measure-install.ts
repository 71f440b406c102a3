import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an installation put on the disk. */
export interface InstallSize {
  readonly packages: number;
  readonly bytes: number;
}

/** Measures the node_modules of a folder that npm installed into. */
export function measureInstall(folder: string): InstallSize {
  const lockfile = readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lockfile) as { readonly packages: Readonly<Record<string, unknown>> };
  return { packages: Object.keys(packages).length, bytes: bytesBelow(join(folder, 'node_modules')) };
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => join(folder, entry.name))
    .map((path) => (lstatSync(path).isDirectory() ? bytesBelow(path) : lstatSync(path).size))
    .reduce((sum, bytes) => sum + bytes, 0);
}
