import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { useServices } from '@tools/services';
import { runVisibly } from './run-command.js';
import { summarize, summaryLine, untested, type VitestReport } from './test-summary.js';
import { readWorkspace, workspaceRoot } from './workspace.js';

// `npm test`: the checks, every test, and the packages as npm will ship them. A failed step does not stop the
// later ones, so that one run tells everything; the last line is the count of tests and nothing else.

const root = workspaceRoot();
const reportPath = join(root, 'node_modules/.cache/test-report.json');
const noTests: VitestReport = { testResults: [] };

const steps: readonly (readonly [name: string, run: () => Promise<number>])[] = [
  ['check', () => runVisibly('npm', ['run', '--silent', 'check'], { cwd: root })],
  ['tests', runTests],
  ['check:packed', () => runVisibly('npm', ['run', '--silent', 'check:packed'], { cwd: root })],
];

rmSync(reportPath, { force: true });
mkdirSync(dirname(reportPath), { recursive: true });
const failedSteps: string[] = [];
for (const [name, runStep] of steps) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const exitCode = await runStep();
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

/** All tests share a project where every service can be had; elsewhere those of a package that lacks one are skipped. */
async function runTests(): Promise<number> {
  const services = await useServices({ mongo: 'some', postgres: 'some', redis: 'some' }).catch(
    () => undefined,
  );
  const complete = services !== undefined && Object.keys(services.missing).length === 0;
  const config = complete ? 'vitest.together.config.ts' : 'vitest.config.ts';
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
  const exitCode = await runVisibly('npx', ['vitest', 'run', '--config', config, ...reporters], {
    cwd: root,
  });
  await services?.release();
  return exitCode;
}

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
