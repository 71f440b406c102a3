import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspacePackage } from './workspace.js';

const ports = ['storage', 'files', 'push', 'cache', 'pubsub', 'email'];

/** Named like adapters, but libraries that adapters share. */
const sharedLibraries = new Set(['@parse/storage-sql']);

/** The names an adapter package promises. */
export interface AdapterNames {
  readonly factory: string;
  readonly options: string;
  readonly conformance: string;
}

/** `@parse/storage-mongo` → `mongoStorage`; undefined for a package that is no adapter. */
export function adapterNames(packageName: string): AdapterNames | undefined {
  const [, port, technology] = /^@parse\/([a-z]+)-([a-z0-9-]+)$/.exec(packageName) ?? [];
  if (port === undefined || technology === undefined) return undefined;
  if (!ports.includes(port) || sharedLibraries.has(packageName)) return undefined;
  const pascal = pascalCase(technology) + pascalCase(port);
  return {
    factory: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    options: `${pascal}Options`,
    conformance: `run${pascalCase(port)}Conformance`,
  };
}

/** What an adapter package lacks; nothing for other packages. */
export function adapterProblems(member: WorkspacePackage): readonly string[] {
  const names = adapterNames(member.manifest.name);
  if (names === undefined) return [];
  const problems: string[] = [];
  if (member.manifest.peerDependencies?.['@parse/core'] === undefined) {
    problems.push('an adapter has @parse/core as a peer dependency');
  }
  const index = readIfPresent(join(member.path, 'src/index.ts'));
  for (const name of [names.factory, names.options]) {
    if (!new RegExp(`^export .*\\b${name}\\b|^  (type )?${name},?$`, 'm').test(index)) {
      problems.push(`src/index.ts exports ${name}`);
    }
  }
  const conformance = readIfPresent(join(member.path, 'test/conformance.test.ts'));
  if (!conformance.includes('@parse/adapter-tests') || !conformance.includes(`${names.conformance}(`)) {
    problems.push(`test/conformance.test.ts calls ${names.conformance} of @parse/adapter-tests`);
  }
  return problems;
}

function readIfPresent(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function pascalCase(words: string): string {
  return words
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
