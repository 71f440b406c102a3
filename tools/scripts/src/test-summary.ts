import { sep } from 'node:path';
import type { WorkspacePackage } from './workspace.js';

/** What the tools read of the report that Vitest's JSON reporter writes. */
export interface VitestReport {
  readonly testResults: readonly {
    /** The absolute path of the test file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** The counts of one run. */
export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts tests. A file that could not be loaded is one failure, though Vitest counts no test in it. */
export function summarize(report: VitestReport): TestSummary {
  const statuses = report.testResults.flatMap(({ status, assertionResults }) => {
    const found = assertionResults.map((test) => test.status);
    return status === 'failed' && !found.includes('failed') ? [...found, 'failed'] : found;
  });
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length;
  return { passed, failed, skipped: statuses.length - passed - failed };
}

/** Members that promise tests by their test script and of which none ran. */
export function untested(report: VitestReport, workspace: readonly WorkspacePackage[]): readonly string[] {
  const ran = report.testResults
    .filter(({ assertionResults }) => assertionResults.some(({ status }) => /passed|failed/.test(status)))
    .map(({ name }) => name);
  return workspace
    .filter(({ manifest }) => manifest.scripts?.['test'] !== undefined)
    .filter(({ path }) => !ran.some((file) => file.startsWith(path + sep)))
    .map(({ manifest }) => manifest.name);
}

/** The line a run ends with: `12 passed, 0 failed`, and the skipped ones when there are any. */
export function summaryLine({ passed, failed, skipped }: TestSummary): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
