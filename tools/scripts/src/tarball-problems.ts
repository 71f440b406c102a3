import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** How TypeScript may look for types that nobody here promises: the packages are ES modules. */
const unsupported: readonly string[] = ['node10', 'node16-cjs'];

/** What publint and "Are the types wrong?" say against a packed package. */
export async function tarballProblems(path: string): Promise<readonly string[]> {
  const bytes = new Uint8Array(readFileSync(path));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const analysis = await checkPackage(createPackageFromTarballData(bytes));
  const typeProblems = analysis.types === false ? [] : analysis.problems.filter(isOurs);
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`),
    ...typeProblems.map((problem) => `types: ${JSON.stringify(problem)}`),
  ];
}

function isOurs(problem: Problem): boolean {
  return !('resolutionKind' in problem) || !unsupported.includes(problem.resolutionKind);
}
