import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { workspaceRoot } from '@tools/scripts/workspace';
import { compare } from './compare/compare.js';
import { scenarioNamed, scenarios } from './scenarios/scenarios.js';
import { allTargets, type Target } from './servers/server-kinds.js';

const usage = `npm run bench -- [compare] [options]
  --engine NAME    mongo, postgres or sqlite; again for more (all)
  --kind NAME      floor, floor+express, ours or incumbent; again for more (all)
  --scenario NAME  ${scenarios.map(({ name }) => name).join(', ')}; again for more (all)
  --rounds N       turns per scenario and server (7)
  --turn MS        how long a turn is (700)
  --warm-up N      requests of the light scenarios before the first turn (2000)
  --connections N  requests under way at a time (10)
  --out FOLDER     where tables, charts and turns are written (tools/bench/.results)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string', multiple: true },
    kind: { type: 'string', multiple: true },
    scenario: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '7' },
    turn: { type: 'string', default: '700' },
    'warm-up': { type: 'string', default: '2000' },
    connections: { type: 'string', default: '10' },
    out: { type: 'string', default: join(workspaceRoot(), 'tools/bench/.results') },
    help: { type: 'boolean' },
  },
});
const [command = 'compare'] = positionals;

if (values.help === true) console.log(usage);
else if (command === 'compare') await runComparison();
else throw new Error(`there is no command ${command}\n${usage}`);

function runComparison(): Promise<void> {
  return compare({
    targets: chosenTargets(),
    folder: values.out,
    plan: {
      scenarios: (values.scenario ?? scenarios.map(({ name }) => name)).map(
        (name) => scenarioNamed(name).name,
      ),
      rounds: Number(values.rounds),
      turnMs: Number(values.turn),
      warmUpRequests: Number(values['warm-up']),
      connections: Number(values.connections),
    },
  });
}

function chosenTargets(): readonly Target[] {
  const chosen = allTargets.filter(
    ({ engine, kind }) => (values.engine?.includes(engine) ?? true) && (values.kind?.includes(kind) ?? true),
  );
  if (chosen.length === 0) throw new Error(`no target is left\n${usage}`);
  return chosen;
}
