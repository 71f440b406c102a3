import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packWorkspace } from '@tools/scripts/pack-workspace';
import { publishable, readWorkspace, workspaceRoot } from '@tools/scripts/workspace';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProject } from '../src/index.js';

const root = workspaceRoot();
const workspace = readWorkspace(root);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'create-parse-server-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd }, (failure, stdout, stderr) =>
      resolve({ code: failure ? 1 : 0, output: stdout + stderr }),
    );
  });
}

test('a project is named after its folder and holds no file that npm would leave out', async () => {
  const project = join(folder, 'My Shop!');
  await createProject(project);
  expect(JSON.parse(await readFile(join(project, 'package.json'), 'utf8')).name).toBe('my-shop');
  expect((await readdir(project)).sort()).toEqual(
    ['.gitignore', 'README.md', 'cloud', 'package.json', 'test', 'tsconfig.json'].sort(),
  );
});

test('a folder that holds something is left alone', async () => {
  await writeFile(join(folder, 'mine.txt'), 'mine');
  await expect(createProject(folder)).rejects.toThrow('is not empty');
  expect(await readdir(folder)).toEqual(['mine.txt']);
});

test('the template asks for the versions of this repository', async () => {
  const template = JSON.parse(await readFile(new URL('../template/package.json', import.meta.url), 'utf8'));
  const asked: Record<string, string> = { ...template.dependencies, ...template.devDependencies };
  const own = workspace.filter(({ manifest }) => asked[manifest.name] !== undefined);
  expect(own.map(({ manifest }) => manifest.name).sort()).toEqual(['@parse/testing', 'parse-server']);
  for (const { manifest } of own) expect(asked[manifest.name]).toBe(`^${manifest.version}`);
});

/** Packing and installing is the work of minutes on a busy machine. */
test(
  'a project that is begun from packed packages passes its tests and compiles',
  { timeout: 600_000 },
  async () => {
    const needed = new Set([
      'create-parse-server',
      '@parse/testing',
      ...dependenciesOf('parse-server'),
      'parse-server',
    ]);
    const members = publishable(workspace).filter(
      ({ manifest }) =>
        needed.has(manifest.name) ||
        manifest.name === '@parse/storage-memory' ||
        manifest.name === '@parse/storage-sql',
    );
    const tarballs = await packWorkspace(root, members, join(folder, 'tarballs'));
    const [scaffold, others] = [
      tarballs.filter(({ name }) => name === 'create-parse-server'),
      tarballs.filter(({ name }) => name !== 'create-parse-server'),
    ];
    const install = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    const scaffolded = await run('npm', [...install, ...scaffold.map(({ path }) => path)], folder);
    expect(scaffolded).toMatchObject({ code: 0 });
    const created = await run(
      process.execPath,
      ['node_modules/create-parse-server/bin/create-parse-server.js', 'app'],
      folder,
    );
    expect(created).toMatchObject({ code: 0, output: expect.stringContaining('npm run dev') });

    const app = join(folder, 'app');
    expect(await run('npm', [...install, ...others.map(({ path }) => path)], app)).toMatchObject({ code: 0 });
    const tested = await run('npm', ['test'], app);
    expect(tested).toMatchObject({ code: 0, output: expect.stringMatching(/pass 2\b/) });
    expect(await run('npm', ['run', 'check'], app)).toMatchObject({ code: 0 });
  },
);

function dependenciesOf(name: string): readonly string[] {
  const found = workspace.find(({ manifest }) => manifest.name === name);
  return Object.keys(found?.manifest.dependencies ?? {});
}
