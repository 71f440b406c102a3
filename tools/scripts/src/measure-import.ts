import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './median.js';
import { runOrThrow } from './run-command.js';

const processes = 7;

/** What importing some packages costs a fresh process. */
export interface ImportCost {
  readonly milliseconds: number;
  readonly rssBytes: number;
  /** JavaScript files loaded. */
  readonly modules: number;
}

/** Imports packages installed in a folder, in one fresh process after another. Rejects when they cannot be. */
export async function measureImport(folder: string, imports: readonly string[]): Promise<ImportCost> {
  writeFileSync(join(folder, 'import.mjs'), program(imports));
  await importOnce(folder); // Warms the disk cache: the first process would measure the disk.
  const runs: { milliseconds: number; rss: number }[] = [];
  for (let count = 0; count < processes; count += 1) runs.push(await importOnce(folder));
  return {
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    rssBytes: median(runs.map(({ rss }) => rss)),
    modules: await countModules(folder),
  };
}

/** Ends the process itself: a package may keep it alive. */
function program(imports: readonly string[]): string {
  return `import { writeSync } from 'node:fs';
const started = performance.now();
for (const name of ${JSON.stringify(imports)}) await import(name);
const milliseconds = performance.now() - started;
writeSync(1, '\\n' + JSON.stringify({ milliseconds, rss: process.memoryUsage.rss() }));
process.exit(0);
`;
}

async function importOnce(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ milliseconds: number; rss: number }> {
  const printed = await runOrThrow(process.execPath, ['import.mjs'], { cwd: folder, env });
  return JSON.parse(printed.split('\n').at(-1) ?? '') as { milliseconds: number; rss: number };
}

/** V8's coverage lists every script a process ran, ES modules and CommonJS alike. */
async function countModules(folder: string): Promise<number> {
  const coverage = mkdtempSync(join(folder, 'coverage-'));
  await importOnce(folder, { NODE_V8_COVERAGE: coverage });
  const urls = readdirSync(coverage).flatMap((name) => {
    const report = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as CoverageReport;
    return report.result.map(({ url }) => url).filter((url) => url.includes('/node_modules/'));
  });
  rmSync(coverage, { recursive: true });
  return new Set(urls).size;
}

interface CoverageReport {
  readonly result: readonly { readonly url: string }[];
}
