import { adapterProblems } from './adapter-rules.js';
import { houseRuleProblems } from './house-rules.js';
import { manifestProblems } from './manifest-rules.js';
import { referenceProblems, unbuiltProjects } from './reference-rules.js';
import { reportProblems } from './report-problems.js';
import { readSourceFiles } from './source-files.js';
import { readWorkspace, workspaceRoot, type WorkspacePackage } from './workspace.js';

const root = workspaceRoot();
const workspace = readWorkspace(root);
const broken = workspace.flatMap((member) => [
  ...[...manifestProblems(member), ...referenceProblems(member, workspace)].map(
    (problem) => `${member.folder}: ${problem}`,
  ),
  ...readSourceFiles(member).flatMap(houseRuleProblems),
]);
const incomplete = workspace.flatMap(completenessProblems);
const unbuilt = unbuiltProjects(root, workspace);
reportProblems(
  'check:structure',
  [...unbuilt, ...broken, ...incomplete],
  `${workspace.length} members are in order`,
);

/** What a package lacks to be complete. */
function completenessProblems(member: WorkspacePackage): readonly string[] {
  const missing = [...adapterProblems(member)];
  const hasTestScript = member.manifest.scripts?.['test'] !== undefined;
  const hasTests = readSourceFiles(member).some(({ path }) => path.endsWith('.test.ts'));
  if (hasTestScript && !hasTests) missing.push('has tests');
  if (hasTests && !hasTestScript) missing.push('has tests, so it has a test script');
  return missing.map((problem) => `${member.folder}: ${problem}`);
}
