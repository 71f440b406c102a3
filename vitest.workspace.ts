import { join } from 'node:path';
import type { Plugin, TestProjectInlineConfiguration } from 'vitest/config';
import type { NeededServices } from './tools/services/src/testing/use-services.js';
import { readWorkspace, sourceAliases, workspaceRoot } from './tools/scripts/src/workspace.js';

const workspace = readWorkspace(workspaceRoot());
const alias = sourceAliases(workspace);

/** Every property test of a run has one seed, and files without properties do not load the library. */
const seededFastCheck = join(workspaceRoot(), 'tools/scripts/src/testing/seeded-fast-check.ts');
const seedProperties: Plugin = {
  name: 'seed-properties',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === 'fast-check' && importer !== seededFastCheck ? seededFastCheck : undefined,
};

/** The services a project's tests need; they run while its tests do. */
const needs: Readonly<Record<string, NeededServices>> = {
  '@parse/storage-mongo': { mongo: 'all' },
  '@parse/storage-postgres': { postgres: 'all' },
  '@tools/bench': { mongo: 'all', postgres: 'all' },
  '@tools/differential': { mongo: 'all', postgres: 'all' },
  '@tools/incumbent': { mongo: 'all', postgres: 'all' },
  '@tools/services': { postgres: 'all', mongo: 'all', redis: 'all' },
  'parse-server': { postgres: 'some', mongo: 'some' },
};

/**
 * One project per member of the workspace with a `test` script. `npm test` fails when one of them runs no
 * test. Packages are imported from source, whatever is built.
 */
export const projects: TestProjectInlineConfiguration[] = workspace
  .filter(({ manifest }) => manifest.scripts?.['test'] !== undefined)
  .map(({ path, manifest }) => ({
    extends: true,
    resolve: { alias },
    plugins: [seedProperties],
    test: {
      name: manifest.name,
      root: path,
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      ...servicesFor(manifest.name),
    },
  }));

function servicesFor(name: string): TestProjectInlineConfiguration['test'] {
  const neededServices = needs[name];
  if (neededServices === undefined) return {};
  const globalSetup = join(workspaceRoot(), 'tools/services/src/testing/global-setup.ts');
  // Databases take their time on a machine that does much at once.
  return {
    globalSetup: [globalSetup],
    provide: { neededServices },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  };
}
