// Compiles everything, as all packages are bundled, then runs the command line: `node tools/bench/run.js compare`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const compiler = createRequire(import.meta.url).resolve('@typescript/native/package.json');
const tsc = join(dirname(compiler), 'bin/tsc');
const root = join(import.meta.dirname, '../..');
const { status } = spawnSync(process.execPath, [tsc, '-b', root], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await import('./dist/cli.js');
