import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runVisibly } from './run-command.js';
import { summarize, summaryLine, untested, type VitestReport } from './test-summary.js';
import { readWorkspace, workspaceRoot } from './workspace.js';

// `npm test`: the checks, every test, and the packages as npm will ship them. A failed step does not stop the
// later ones, so that one run tells everything; the last line is the count of tests and nothing else.

const root = workspaceRoot();
const reportPath = join(root, 'node_modules/.cache/test-report.json');
const noTests: VitestReport = { testResults: [] };

const steps: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['check', ['npm', 'run', '--silent', 'check']],
  [
    'tests',
    ['npx', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`],
  ],
  ['check:packed', ['npm', 'run', '--silent', 'check:packed']],
];

rmSync(reportPath, { force: true });
mkdirSync(dirname(reportPath), { recursive: true });
const failedSteps: string[] = [];
for (const [name, [command = '', ...args]] of steps) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const exitCode = await runVisibly(command, args, { cwd: root });
  console.log(`=== ${name}: ${exitCode === 0 ? 'ok' : 'FAILED'} in ${secondsSince(started)} s`);
  if (exitCode !== 0) failedSteps.push(name);
}

const report = readReport();
const empty = untested(report, readWorkspace(root));
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(', ')}`);
if (empty.length > 0) console.log(`\nFailed: no test ran in ${empty.join(', ')}`);

const summary = summarize(report);
const green = failedSteps.length === 0 && empty.length === 0 && summary.failed === 0 && summary.passed > 0;
process.exitCode = green ? 0 : 1;
console.log(`\n${summaryLine(summary)}`);

function readReport(): VitestReport {
  try {
    return JSON.parse(readFileSync(reportPath, 'utf8')) as VitestReport;
  } catch {
    failedSteps.push('tests: Vitest wrote no report');
    return noTests;
  }
}

function secondsSince(started: number): string {
  return ((Date.now() - started) / 1000).toFixed(1);
}
