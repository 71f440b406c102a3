// Compiles the package, then runs its command line: `node tools/differential/run.js --area queries`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-b', import.meta.dirname], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await import('./dist/cli.js');
