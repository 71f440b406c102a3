import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblies, installAssembly, type Assembly } from './footprint-assemblies.js';
import { measureImport } from './measure-import.js';
import { measureInstall } from './measure-install.js';
import { measureStart } from './measure-start.js';
import { readWorkspace, workspaceRoot } from './workspace.js';

// What a server costs before it does anything: installed, imported, started and left idle. Ours beside the
// incumbent's from npm, which is installed and run like any user would.

const rows = [
  'packages',
  'MB on disk',
  'import, ms',
  'modules loaded',
  'MB RSS after import',
  'first /health, ms',
  'MB RSS idle',
] as const;

type Figures = Partial<Record<(typeof rows)[number], string>>;

const root = workspaceRoot();
const workspace = readWorkspace(root);
const temporary = mkdtempSync(join(tmpdir(), 'footprint-'));
const notes: string[] = [];

try {
  const measured: Figures[] = [];
  for (const [index, assembly] of assemblies.entries()) {
    console.log(`measuring ${assembly.title}`);
    measured.push(await measure(assembly, join(temporary, String(index))));
  }
  printTable(measured);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function measure(assembly: Assembly, folder: string): Promise<Figures> {
  mkdirSync(folder);
  await installAssembly(root, workspace, assembly, folder);
  const { packages, bytes } = measureInstall(folder);
  return {
    packages: String(packages),
    'MB on disk': megabytes(bytes),
    ...(await orNote(assembly, importFigures(assembly, folder))),
    ...(await orNote(assembly, startFigures(assembly, folder))),
  };
}

async function importFigures({ imports }: Assembly, folder: string): Promise<Figures> {
  const { milliseconds, modules, rssBytes } = await measureImport(folder, imports);
  return {
    'import, ms': milliseconds.toFixed(0),
    'modules loaded': String(modules),
    'MB RSS after import': megabytes(rssBytes),
  };
}

async function startFigures({ bin, startEnv, notStarted }: Assembly, folder: string): Promise<Figures> {
  if (bin === undefined) return {};
  if (startEnv === undefined)
    throw new Error(`not started: ${notStarted ?? 'no environment is known for it'}`);
  const { milliseconds, idleRssBytes } = await measureStart(folder, bin, startEnv);
  return {
    'first /health, ms': milliseconds.toFixed(0),
    ...(idleRssBytes === undefined ? {} : { 'MB RSS idle': megabytes(idleRssBytes) }),
  };
}

/** A figure that cannot be had leaves a dash in the table and its reason below. */
async function orNote({ title }: Assembly, figures: Promise<Figures>): Promise<Figures> {
  try {
    return await figures;
  } catch (error) {
    notes.push(`${title}: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
}

function printTable(measured: readonly Figures[]): void {
  const width = 2 + Math.max(...assemblies.map(({ title }) => title.length));
  const line = (name: string, cells: readonly string[]): string =>
    name.padEnd(20) + cells.map((cell) => cell.padStart(width)).join('');
  console.log(`\nNode ${process.versions.node}, ${process.platform} ${process.arch}`);
  console.log(
    line(
      '',
      assemblies.map(({ title }) => title),
    ),
  );
  for (const row of rows)
    console.log(
      line(
        row,
        measured.map((figures) => figures[row] ?? '–'),
      ),
    );
  for (const note of notes) console.log(`\n${note}`);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
