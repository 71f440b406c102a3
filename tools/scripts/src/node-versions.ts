import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installInto } from './pack-workspace.js';

/** The lines of Node that the packages support. */
export const supportedNodeMajors: readonly number[] = [20, 22, 24];

/**
 * The path of a Node of the given line: this process's own when it is one, else the binary that npm ships,
 * installed once into `cache`. Rejects when it cannot be had.
 */
export async function findNode(major: number, cache: string): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  // These packages hold the binary itself; the package `node` fetches one of them in an install script.
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = join(cache, String(major));
  const binary = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(binary)) await installInto(folder, [`${name}@${major}`]);
  return binary;
}
