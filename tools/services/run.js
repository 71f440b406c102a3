// Compiles the package, then runs its command line: `node tools/services/run.js start postgres`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const compiler = createRequire(import.meta.url).resolve('@typescript/native/package.json');
const tsc = join(dirname(compiler), 'bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-b', import.meta.dirname], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await import('./dist/cli.js');
