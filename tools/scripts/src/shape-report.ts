import { measureShape, type PackageShape } from './measure-shape.js';
import { readSourceFiles } from './source-files.js';
import { readWorkspace, workspaceRoot } from './workspace.js';

/** What the layout asks for; the lint rules hold the hard limits. */
const target = { median: 120, p90: 200, file: 250 };
const listed = 5;

const members = readWorkspace(workspaceRoot()).map((member) => {
  const files = readSourceFiles(member);
  return { name: member.manifest.name, files, shape: measureShape(files) };
});
const all = measureShape(members.flatMap(({ files }) => files));

console.log(
  row(['package', 'files', 'lines', 'median', 'p90', 'max', 'comments', 'assertions', 'test lines']),
);
for (const { name, files, shape } of members) printRow(name, shape, testLines(files));
const allFiles = members.flatMap(({ files }) => files);
printRow('all', all, testLines(allFiles));

console.log(`\nLongest functions (limit 60 lines)`);
for (const { name, at, lines } of all?.longestFunctions.slice(0, listed) ?? []) {
  console.log(`  ${String(lines).padStart(3)}  ${name}  ${at}`);
}

const large = allFiles.filter(({ isTest, lines }) => !isTest && lines.length > target.file);
if (large.length > 0) console.log(`\nFiles over ${target.file} lines: look for the second idea`);
for (const { path, lines } of large) console.log(`  ${lines.length}  ${path}`);

function printRow(name: string, shape: PackageShape | undefined, tests: number): void {
  if (shape === undefined) return;
  const over = shape.median > target.median || shape.p90 > target.p90 ? '  over target' : '';
  const { files, lines, median, p90, max, commentShare, assertions } = shape;
  const comments = `${Math.round(commentShare * 100)}%`;
  console.log(row([name, files, lines, median, p90, max, comments, assertions, tests]) + over);
}

function testLines(files: readonly { isTest: boolean; lines: readonly string[] }[]): number {
  return files.filter(({ isTest }) => isTest).reduce((sum, { lines }) => sum + lines.length, 0);
}

function row(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, index) => (index === 0 ? String(cell).padEnd(24) : String(cell).padStart(11)))
    .join('');
}
