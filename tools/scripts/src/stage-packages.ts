import { stageFolder, stagePackage } from './stage-package.js';
import { publishable, readWorkspace, workspaceRoot } from './workspace.js';

// Lays out every published package in its `.publish` folder, from where it is packed and published.

const packages = publishable(readWorkspace(workspaceRoot()));
for (const member of packages) {
  await stagePackage(member);
  console.log(`${member.manifest.name}: ${member.folder}/${stageFolder}`);
}
