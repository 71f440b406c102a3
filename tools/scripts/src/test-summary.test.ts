import { expect, test } from 'vitest';
import { summarize, summaryLine, untested, type VitestReport } from './test-summary.js';
import type { WorkspacePackage } from './workspace.js';

function report(...files: [path: string, status: string, ...tests: string[]][]): VitestReport {
  return {
    testResults: files.map(([name, status, ...tests]) => ({
      name,
      status,
      assertionResults: tests.map((result) => ({ status: result })),
    })),
  };
}

test.each([
  ['every test passed', report(['/a.test.ts', 'passed', 'passed', 'passed']), '2 passed, 0 failed'],
  ['a test failed', report(['/a.test.ts', 'failed', 'passed', 'failed']), '1 passed, 1 failed'],
  ['a file could not be loaded', report(['/a.test.ts', 'failed']), '0 passed, 1 failed'],
  [
    'tests were skipped or left to do',
    report(['/a.test.ts', 'passed', 'passed', 'pending', 'todo']),
    '1 passed, 0 failed, 2 skipped',
  ],
])('the last line when %s', (_case, given, line) => {
  expect(summaryLine(summarize(given))).toBe(line);
});

test('a member is untested when it has a test script and none of its tests ran', () => {
  const member = (name: string, scripts: Record<string, string>): WorkspacePackage => ({
    folder: `packages/${name}`,
    path: `/repo/packages/${name}`,
    manifest: { name, version: '1.0.0', scripts },
  });
  const workspace = [
    member('core', { test: 'vitest' }),
    member('rest', { test: 'vitest' }),
    member('skipped', { test: 'vitest' }),
    member('data', {}),
  ];
  const given = report(
    ['/repo/packages/core/src/a.test.ts', 'passed', 'passed'],
    ['/repo/packages/rest-extra/src/a.test.ts', 'passed', 'passed'],
    ['/repo/packages/skipped/src/a.test.ts', 'passed', 'pending'],
  );
  expect(untested(given, workspace)).toEqual(['rest', 'skipped']);
});
