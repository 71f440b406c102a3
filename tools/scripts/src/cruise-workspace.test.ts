import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenRules, cruiseWorkspace, notCruised, undeclaredPackages } from './cruise-workspace.js';
import { readWorkspace, workspaceRoot } from './workspace.js';

/** Files of a small workspace, each with the one module it imports. */
const files: Readonly<Record<string, string>> = {
  'packages/core/src/index.ts': './app/app.js',
  'packages/core/src/adapter.ts': './query/matches.js',
  'packages/core/src/types/json.ts': '../adapters/adapter.js',
  'packages/core/src/adapters/adapter.ts': 're2js',
  'packages/core/src/query/matches.ts': '../types/json.js',
  'packages/core/src/stores/schema-store.ts': 'node:http',
  'packages/core/src/objects/save.ts': '../stores/schema-store.js',
  'packages/core/src/objects/save.test.ts': 'parse-server',
  'packages/core/src/app/app.ts': '../objects/save.js',
  'packages/core/src/odds/ends.ts': './missing.js',
  'packages/core/src/events/publish.ts': '../odds/ends.js',
  'packages/rest/src/index.ts': '@parse/core',
  'packages/rest/src/cycle-a.ts': './cycle-b.js',
  'packages/rest/src/cycle-b.ts': './cycle-a.js',
  'packages/files-s3/src/index.ts': '@parse/core/adapter',
  'packages/files-s3/src/engine.ts': '@parse/core',
  'packages/files-s3/src/inside.ts': '../../core/src/types/json.js',
  'packages/files-s3/src/assembly.ts': 'parse-server',
  'packages/files-s3/src/sdk.ts': 'parse',
  'packages/parse-server/src/index.ts': '@parse/rest',
  'packages/empty/package.json': '',
};

const manifests: Readonly<Record<string, object>> = {
  core: {
    name: '@parse/core',
    exports: { '.': './src/index.ts', './adapter': './src/adapter.ts' },
    dependencies: { re2js: '1' },
  },
  rest: { name: '@parse/rest', exports: './src/index.ts', peerDependencies: { '@parse/core': '1' } },
  'files-s3': { name: '@parse/files-s3', peerDependencies: { '@parse/core': '1' } },
  'parse-server': { name: 'parse-server', exports: './src/index.ts' },
  empty: { name: '@parse/empty' },
};

let root = '';
let result: Awaited<ReturnType<typeof cruiseWorkspace>>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'dependency-rules-'));
  for (const [path, specifier] of Object.entries(files)) write(path, `import '${specifier}';\n`);
  for (const [folder, manifest] of Object.entries(manifests)) {
    write(`packages/${folder}/package.json`, JSON.stringify({ version: '1.0.0', ...manifest }));
  }
  for (const folder of ['core', 'rest', 'parse-server']) {
    const link = join(root, 'node_modules', folder === 'parse-server' ? folder : `@parse/${folder}`);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'packages', folder), link);
  }
  for (const library of ['parse', 're2js']) {
    write(`node_modules/${library}/index.js`, '');
    write(`node_modules/${library}/package.json`, JSON.stringify({ name: library, main: 'index.js' }));
  }
  mkdirSync(join(root, 'tools'));
  result = await cruiseWorkspace(root, readWorkspace(root), workspaceRoot());
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('every forbidden import is reported, and no allowed one', () => {
  const broken = brokenRules(result).map((line) => line.replaceAll('packages/', ''));
  expect([...new Set(broken)].sort()).toEqual([
    'adapter-imports: files-s3/src/assembly.ts → parse-server/src/index.ts',
    'adapter-imports: files-s3/src/engine.ts → core/src/index.ts',
    'adapter-imports: files-s3/src/inside.ts → core/src/types/json.ts',
    'core-folder-has-a-layer: core/src/events/publish.ts → core/src/odds/ends.ts',
    'core-is-transport-free: core/src/stores/schema-store.ts → http',
    'core-layer-0: core/src/types/json.ts → core/src/adapters/adapter.ts',
    'core-layer-3: core/src/events/publish.ts → core/src/odds/ends.ts',
    'declared-in-package-json: files-s3/src/sdk.ts → node_modules/parse/index.js',
    'no-cycle: rest/src/cycle-a.ts → rest/src/cycle-b.ts',
    'nobody-imports-parse-server: files-s3/src/assembly.ts → parse-server/src/index.ts',
    'packages-through-their-entries: files-s3/src/inside.ts → core/src/types/json.ts',
    'parse-sdk-in-cloud-code-only: files-s3/src/sdk.ts → node_modules/parse/index.js',
    'resolvable: core/src/odds/ends.ts → ./missing.js',
  ]);
});

test('a package whose source was not cruised is reported', () => {
  expect(notCruised(result, readWorkspace(root))).toEqual(['packages/empty: no module was cruised']);
});

test('importing a workspace package that package.json does not list is reported', () => {
  expect(undeclaredPackages(result, readWorkspace(root))).toEqual([
    'packages/files-s3/src/assembly.ts: parse-server is not in package.json',
    'packages/parse-server/src/index.ts: @parse/rest is not in package.json',
  ]);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
