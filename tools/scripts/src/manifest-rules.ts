import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceOf, type Manifest, type WorkspacePackage } from './workspace.js';

/** What is wrong with a member's package.json, README and entries. */
export function manifestProblems(member: WorkspacePackage): readonly string[] {
  const { manifest } = member;
  return [
    ...requirements(manifest).flatMap(([holds, rule]) => (holds ? [] : [rule])),
    ...readmeProblems(member),
    ...(manifest.private === true ? [] : entryProblems(member)),
    ...coreProblems(manifest),
  ];
}

function requirements(manifest: Manifest): readonly (readonly [holds: boolean, rule: string])[] {
  const common = [
    [manifest.license === 'Apache-2.0', 'license is Apache-2.0'],
    [manifest.type === 'module', 'type is "module"'],
    [manifest.engines?.['node'] === '>=20.19', 'engines.node is ">=20.19"'],
    [(manifest.description ?? '') !== '', 'description is filled in'],
  ] as const;
  if (manifest.private === true) return common;
  return [
    ...common,
    [manifest.sideEffects === false, 'sideEffects is false'],
    [manifest.files?.includes('dist') === true, 'files includes "dist"'],
    [manifest.publishConfig?.access === 'public', 'publishConfig.access is "public"'],
    [manifest.scripts?.['test'] !== undefined, 'scripts.test exists'],
  ];
}

function readmeProblems({ path, manifest }: WorkspacePackage): readonly string[] {
  const readme = join(path, 'README.md');
  if (!existsSync(readme)) return ['README.md exists'];
  if (manifest.private === true || readFileSync(readme, 'utf8').startsWith(`# ${manifest.name}\n`)) return [];
  return [`README.md begins with "# ${manifest.name}"`];
}

function entryProblems({ path, manifest }: WorkspacePackage): readonly string[] {
  const entries = Object.entries(manifest.exports ?? {});
  if (entries.length === 0) return ['exports lists the entries'];
  return entries.flatMap(([entry, targets]) => {
    const source = sourceOf(targets['default'] ?? '');
    const expected = source.replace('./src/', './dist/').replace(/\.ts$/, '');
    if (Object.keys(targets).join() !== 'types,default')
      return [`exports["${entry}"] is types, then default`];
    if (targets['types'] !== `${expected}.d.ts`) return [`exports["${entry}"].types lies beside its default`];
    return existsSync(join(path, source)) ? [] : [`exports["${entry}"] is built from ${source}`];
  });
}

/** Two copies of core in one process would be two registries; only programs may install their own. */
function coreProblems(manifest: Manifest): readonly string[] {
  const isProgram = manifest.name === 'parse-server' || manifest.private === true;
  if (isProgram || manifest.dependencies?.['@parse/core'] === undefined) return [];
  return ['@parse/core is a peer dependency, not a dependency'];
}
