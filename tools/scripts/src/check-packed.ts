import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNode, supportedNodeMajors } from './node-versions.js';
import { installInto, packWorkspace, type Tarball } from './pack-workspace.js';
import { reportProblems } from './report-problems.js';
import { run } from './run-command.js';
import { tarballProblems } from './tarball-problems.js';
import { entrySpecifiers, publishable, readWorkspace, workspaceRoot } from './workspace.js';

// The packages as a stranger gets them: packed, installed together into an empty folder, then imported and
// required on every supported Node; their manifests and types read by publint and attw.

const root = workspaceRoot();
const packages = publishable(readWorkspace(root));
const specifiers = packages.flatMap(({ manifest }) => entrySpecifiers(manifest));
const temporary = mkdtempSync(join(tmpdir(), 'check-packed-'));

try {
  const tarballs = await packWorkspace(root, packages, join(temporary, 'tarballs'));
  console.log(`packed ${tarballs.length} packages`);
  const consumer = join(temporary, 'consumer');
  await installInto(
    consumer,
    tarballs.map(({ path }) => path),
  );
  console.log('installed them into an empty folder');
  const found = await Promise.all([loadOnEveryNode(consumer), lintTarballs(tarballs)]);
  const problems = [...missingLicenses(consumer), ...found.flat()];
  const summary = `${packages.length} packages, ${specifiers.length} entries, Node ${supportedNodeMajors.join(', ')}`;
  reportProblems('check:packed', problems, summary);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function missingLicenses(consumer: string): readonly string[] {
  return packages
    .filter(({ manifest }) => !existsSync(join(consumer, 'node_modules', manifest.name, 'LICENSE')))
    .map(({ manifest }) => `${manifest.name}: holds no LICENSE`);
}

async function loadOnEveryNode(consumer: string): Promise<readonly string[]> {
  const probes = writeProbes(consumer);
  const problems: string[] = [];
  for (const major of supportedNodeMajors) {
    const node = await nodeOrReason(major);
    if ('reason' in node) {
      console.log(`Node ${major} was not tried: ${node.reason}`);
      if (process.env['CI'] === 'true') problems.push(`Node ${major} could not be had`);
      continue;
    }
    for (const probe of probes) {
      const { exitCode, output } = await run(node.path, [probe], { cwd: consumer });
      console.log(`Node ${major}: ${probe} ${exitCode === 0 ? 'ok' : 'FAILED'}`);
      if (exitCode !== 0) problems.push(`Node ${major}: ${probe}: ${output}`);
    }
  }
  return problems;
}

/** Two programs, so that `require` meets packages that no `import` has loaded before it. */
function writeProbes(consumer: string): readonly string[] {
  const names = JSON.stringify(specifiers);
  const body = (load: string): string => `
  for (const name of ${names}) {
    if (Object.keys(${load}).length === 0) throw new Error(name + ' exports nothing');
  }`;
  writeFileSync(join(consumer, 'import.mjs'), body('await import(name)'));
  writeFileSync(join(consumer, 'require.cjs'), body('require(name)'));
  return ['import.mjs', 'require.cjs'];
}

async function nodeOrReason(major: number): Promise<{ path: string } | { reason: string }> {
  const cache = join(root, 'node_modules/.cache/node');
  mkdirSync(cache, { recursive: true });
  try {
    return { path: await findNode(major, cache) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

async function lintTarballs(tarballs: readonly Tarball[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, path } of tarballs) {
    problems.push(...(await tarballProblems(path)).map((problem) => `${name}: ${problem}`));
    console.log(`${name}: publint and attw`);
  }
  return problems;
}
