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

/** The services a package's tests need; they run while its tests do. */
const needs: Readonly<Record<string, NeededServices>> = {
  '@parse/storage-mongo': { mongo: 'all' },
  '@parse/storage-postgres': { postgres: 'all' },
  '@tools/bench': { mongo: 'all', postgres: 'all' },
  '@tools/differential': { mongo: 'all', postgres: 'all' },
  '@tools/incumbent': { mongo: 'all', postgres: 'all' },
  '@tools/services': { mongo: 'all', postgres: 'all', redis: 'all' },
  'parse-server': { mongo: 'some', postgres: 'some' },
};

const tested = workspace
  .filter(({ manifest }) => manifest.scripts?.['test'] !== undefined)
  .map(({ folder, manifest: { name } }) => ({ folder, name, services: needs[name] ?? {} }));

/**
 * One project per member of the workspace with a `test` script. `npm test` fails when one of them runs no
 * test. Packages are imported from source, whatever is built.
 */
export const projects = tested.map(({ name, folder, services }) => projectOf(name, [folder], services));

/**
 * The same tests in one project, for where every service can be had. Each project compiles and loads what it imports
 * for itself, and most import the whole engine: a hundred core-seconds of a run of them all.
 */
export const oneProject = projectOf(
  'all',
  tested.map(({ folder }) => folder),
  { mongo: 'all', postgres: 'all', redis: 'all' },
);

function projectOf(
  name: string,
  folders: readonly string[],
  services: NeededServices,
): TestProjectInlineConfiguration {
  return {
    extends: true,
    resolve: { alias },
    plugins: [seedProperties],
    test: {
      name,
      root: workspaceRoot(),
      include: folders.flatMap((folder) => [`${folder}/src/**/*.test.ts`, `${folder}/test/**/*.test.ts`]),
      ...withServices(services),
    },
  };
}

function withServices(neededServices: NeededServices): TestProjectInlineConfiguration['test'] {
  if (Object.keys(neededServices).length === 0) return {};
  const globalSetup = join(workspaceRoot(), 'tools/services/src/testing/global-setup.ts');
  // Databases take their time on a machine that does much at once.
  return {
    globalSetup: [globalSetup],
    provide: { neededServices },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  };
}
