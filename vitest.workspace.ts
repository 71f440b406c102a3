import type { TestProjectInlineConfiguration } from 'vitest/config';
import { readWorkspace, sourceAliases, workspaceRoot } from './tools/scripts/src/workspace.js';

const workspace = readWorkspace(workspaceRoot());
const alias = sourceAliases(workspace);

/**
 * One project per member of the workspace with a `test` script. `npm test` fails when one of them runs no
 * test. Packages are imported from source, whatever is built.
 */
export const projects: TestProjectInlineConfiguration[] = workspace
  .filter(({ manifest }) => manifest.scripts?.['test'] !== undefined)
  .map(({ path, manifest }) => ({
    extends: true,
    resolve: { alias },
    test: {
      name: manifest.name,
      root: path,
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    },
  }));
