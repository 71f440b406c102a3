import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { publishable, readWorkspace, workspaceRoot } from '@tools/scripts/workspace';

/**
 * Puts our packages side by side as npm would install them, from what would be published, and returns the URL of
 * `parse-server` among them. Their dependencies are found in the repository's own node_modules.
 */
export function stageOurs(): string {
  const root = workspaceRoot();
  const staged = spawnSync(process.execPath, [join(root, 'tools/scripts/run.js'), 'stage-packages']);
  if (staged.status !== 0) throw new Error(`stage-packages failed: ${staged.stderr.toString()}`);
  const modules = join(root, 'tools/bench/.stage/node_modules');
  rmSync(modules, { recursive: true, force: true });
  for (const { path, manifest } of publishable(readWorkspace(root))) {
    const folder = join(modules, manifest.name);
    mkdirSync(folder, { recursive: true });
    cpSync(join(path, '.publish'), folder, { recursive: true });
  }
  return pathToFileURL(join(modules, 'parse-server/dist/index.js')).href;
}
