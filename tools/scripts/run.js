// Compiles the tools, then runs one of them: `node tools/scripts/run.js check-structure`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const compiler = createRequire(import.meta.url).resolve('@typescript/native/package.json');
const tsc = join(dirname(compiler), 'bin/tsc');

// A type error in a tool is printed here and failed by the build step; the tool still runs, so that
// `npm test` ends with its summary line whatever is broken.
spawnSync(process.execPath, [tsc, '-b', import.meta.dirname], { stdio: 'inherit' });

const [command] = process.argv.splice(2, 1);
await import(`./dist/${command}.js`);
