import { brokenRules, cruiseWorkspace, notCruised, undeclaredPackages } from './cruise-workspace.js';
import { reportProblems } from './report-problems.js';
import { readWorkspace, workspaceRoot } from './workspace.js';

const root = workspaceRoot();
const workspace = readWorkspace(root);
const result = await cruiseWorkspace(root, workspace);
const { totalCruised, totalDependenciesCruised } = result.summary;

reportProblems(
  'lint:deps',
  [...brokenRules(result), ...notCruised(result, workspace), ...undeclaredPackages(result, workspace)],
  `${totalCruised} modules, ${String(totalDependenciesCruised)} dependencies, no rule broken`,
);
