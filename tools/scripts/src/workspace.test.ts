import { expect, test } from 'vitest';
import { entrySpecifiers, readWorkspace, sourceAliases, workspaceRoot, type Manifest } from './workspace.js';

const manifest: Manifest = {
  name: '@parse/core',
  version: '1.0.0',
  exports: {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './adapter': { types: './dist/adapter.d.ts', default: './dist/adapter.js' },
  },
};

test('an exports map names the specifiers others import', () => {
  expect(entrySpecifiers(manifest)).toEqual(['@parse/core', '@parse/core/adapter']);
});

test('each entry is aliased to the file it is built from, and to nothing longer', () => {
  const aliases = sourceAliases([{ folder: 'packages/core', path: '/repo/packages/core', manifest }]);
  const target = (specifier: string): string | undefined =>
    aliases.find(({ find }) => find.test(specifier))?.replacement;
  expect(target('@parse/core')).toBe('/repo/packages/core/src/index.ts');
  expect(target('@parse/core/adapter')).toBe('/repo/packages/core/src/adapter.ts');
  expect(target('@parse/core/other')).toBeUndefined();
});

test('the workspace lists its members by folder', () => {
  const folders = readWorkspace(workspaceRoot()).map(({ folder }) => folder);
  expect(folders).toEqual([...folders].sort());
  expect(folders).toContain('docs/examples');
  expect(folders).toContain('packages/core');
  expect(folders).toContain('tools/scripts');
});
