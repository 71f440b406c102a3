import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { referenceProblems, unbuiltProjects } from './reference-rules.js';
import type { WorkspacePackage } from './workspace.js';

const peers = { '@parse/core': '^1.0.0' };

test.each([
  ['both agree', ['../core'], []],
  ['one is missing', [], ['tsconfig.json refers to packages/core']],
  [
    'one is left over',
    ['../core', '../sql'],
    ['tsconfig.json refers to packages/sql, package.json does not'],
  ],
])('references when %s', (_case, references, problems) => {
  const root = temporaryFolder();
  const rest = member(root, 'rest', peers);
  writeReferences(join(rest.path, 'tsconfig.json'), references);
  const workspace = [member(root, 'core', {}), rest, member(root, 'sql', {})];
  expect(referenceProblems(rest, workspace)).toEqual(problems);
});

test('the root builds every member and its tests', () => {
  const root = temporaryFolder();
  writeReferences(join(root, 'tsconfig.json'), ['./packages/core']);
  expect(unbuiltProjects(root, [member(root, 'core', {})])).toEqual([
    'tsconfig.json at the root refers to packages/core/tsconfig.test.json',
  ]);
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'references-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function member(root: string, name: string, peerDependencies: Record<string, string>): WorkspacePackage {
  const path = join(root, 'packages', name);
  mkdirSync(path, { recursive: true });
  const manifest = { name: `@parse/${name}`, version: '1.0.0', peerDependencies };
  return { folder: `packages/${name}`, path, manifest };
}

function writeReferences(path: string, references: readonly string[]): void {
  writeFileSync(path, JSON.stringify({ references: references.map((reference) => ({ path: reference })) }));
}
