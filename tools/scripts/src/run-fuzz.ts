import { readFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSourceFiles } from './source-files.js';
import { runVisibly } from './run-command.js';
import { readWorkspace, workspaceRoot } from './workspace.js';

// `npm run test:fuzz`: the files that hold properties, again and again, each round with another seed. It ends at the
// first round that fails and says how to play it again. `-- --rounds 20 --project @parse/storage-mongo` hunts longer,
// and in one project; `--seed 7` begins there and counts upwards.

const root = workspaceRoot();
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string' },
    project: { type: 'string', multiple: true, default: [] },
  },
});

const files = readWorkspace(root).flatMap((member) => readSourceFiles(member).map(({ path }) => path));
const withProperties = files.filter((path) => path.endsWith('.test.ts') && holdsProperties(path));
const projects = options.project.flatMap((name) => ['--project', name]);

for (let round = 0; round < Number(options.rounds); round += 1) {
  const seed = options.seed === undefined ? randomInt(2 ** 31) : Number(options.seed) + round;
  console.log(`\n=== round ${round + 1} of ${options.rounds}, seed ${seed}`);
  const exitCode = await runVisibly('npx', ['vitest', 'run', ...projects, ...withProperties], {
    cwd: root,
    env: { PROPERTY_SEED: String(seed) },
  });
  if (exitCode === 0) continue;
  console.log(`\nPlay it again: npm run test:fuzz -- --rounds 1 --seed ${seed}`);
  process.exitCode = 1;
  break;
}

/** The kit's generated test counts, too. */
function holdsProperties(path: string): boolean {
  return /from 'fast-check'|runStorageConformance\(/.test(readFileSync(join(root, path), 'utf8'));
}
