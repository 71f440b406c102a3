import { run } from './run-command.js';
import { workspaceRoot } from './workspace.js';

// `npm run check`: the scripts of the root package that look at the code without running it. Each works on one core, so
// the slowest has a lane to itself; what one prints appears in one piece when it ends, and all of them run whatever
// fails.

const lanes: readonly (readonly string[])[] = [
  ['lint'],
  // What follows imports into other packages reads what `build` wrote.
  ['format:check', 'build', 'lint:deps', 'check:structure', 'shape'],
];

const failed = (await Promise.all(lanes.map(runInTurn))).flat();
if (failed.length > 0) {
  console.error(`\ncheck failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** Resolves with the names of the scripts that failed. */
async function runInTurn(scripts: readonly string[]): Promise<string[]> {
  const failures: string[] = [];
  for (const script of scripts) {
    const started = Date.now();
    const { exitCode, output } = await run('npm', ['run', '--silent', script], { cwd: workspaceRoot() });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`--- ${script}: ${exitCode === 0 ? 'ok' : 'FAILED'} in ${seconds} s\n${output}`.trimEnd());
    if (exitCode !== 0) failures.push(script);
  }
  return failures;
}
