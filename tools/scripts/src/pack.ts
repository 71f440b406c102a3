import { resolve } from 'node:path';
import { packWorkspace } from './pack-workspace.js';
import { publishable, readWorkspace, workspaceRoot } from './workspace.js';

// The packages as they will be published, for programs that want to use them before that.

const [folder = 'packed'] = process.argv.slice(2);
const root = workspaceRoot();
// npm runs scripts in the root of the workspace, wherever it was called.
const destination = resolve(process.env['INIT_CWD'] ?? '.', folder);
const tarballs = await packWorkspace(root, publishable(readWorkspace(root)), destination);
console.log(`packed ${tarballs.length} packages: npm install ${destination}/*.tgz`);
