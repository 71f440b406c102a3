import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { workspaceRoot } from '@tools/scripts/workspace';
import { measureCloud } from './cloud/measure-cloud.js';
import { compare } from './compare/compare.js';
import type { GrowthCurve } from './growth/growth-curve.js';
import { growthCurves } from './growth/growth-curves.js';
import { measureGrowth } from './growth/measure-growth.js';
import { profile } from './profile/profile.js';
import { scenarioNamed, scenarios } from './scenarios/scenarios.js';
import { measureStart } from './start/measure-start.js';
import { allTargets, engines, type Target } from './servers/server-kinds.js';

const usage = `npm run bench -- [compare|profile|growth|cloud|start] [options]

  compare (the default) measures servers side by side; profile writes a flame graph of one (postgres/ours) for each
  scenario; growth measures how the cost of ours grows with the size of things; cloud measures what Cloud Code costs;
  start measures how long a test suite waits for its server.

  --engine NAME    mongo, postgres or sqlite; again for more (all)
  --kind NAME      floor, floor+express, ours or incumbent; again for more (all)
  --scenario NAME  ${scenarios.map(({ name }) => name).join(', ')}; again for more (all)
  --rounds N       turns per scenario and server (7)
  --turn MS        how long a turn is (700)
  --curve NAME     of growth: ${growthCurves.map(({ name }) => name).join(', ')}; again for more (all)
  --requests N     of the light scenarios, for a profile (5000)
  --warm-up N      requests of the light scenarios before the first turn (2000)
  --connections N  requests under way at a time (10)
  --out FOLDER     where tables, charts and turns are written (tools/bench/.results)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string', multiple: true },
    kind: { type: 'string', multiple: true },
    scenario: { type: 'string', multiple: true },
    curve: { type: 'string', multiple: true },
    requests: { type: 'string', default: '5000' },
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
else await runCommand(command);

async function runCommand(name: string): Promise<void> {
  switch (name) {
    case 'compare':
      return runComparison();
    case 'profile':
      return runProfile();
    case 'growth':
      return measureGrowth({ target: oneTarget(), curves: chosenCurves(), folder: values.out });
    case 'cloud':
      return runCloud();
    case 'start':
      return measureStart(Number(values.rounds));
    default:
      throw new Error(`there is no command ${name}\n${usage}`);
  }
}

function runComparison(): Promise<void> {
  return compare({
    targets: chosenTargets(),
    folder: values.out,
    plan: {
      scenarios: chosenScenarios(),
      rounds: Number(values.rounds),
      turnMs: Number(values.turn),
      warmUpRequests: Number(values['warm-up']),
      connections: Number(values.connections),
    },
  });
}

function runCloud(): Promise<void> {
  return measureCloud({
    engines: engines.filter((engine) => values.engine?.includes(engine) ?? true),
    withIncumbent: values.kind?.includes('incumbent') ?? true,
    rounds: Number(values.rounds),
    turnMs: Number(values.turn),
    warmUpRequests: Number(values['warm-up']),
    connections: Number(values.connections),
    folder: values.out,
  });
}

function runProfile(): Promise<void> {
  return profile({
    target: oneTarget(),
    scenarios: chosenScenarios(),
    requests: Number(values.requests),
    connections: Number(values.connections),
    folder: values.out,
  });
}

function chosenScenarios(): readonly string[] {
  const names = values.scenario ?? scenarios.map(({ name }) => name);
  return names.map((name) => scenarioNamed(name).name);
}

function chosenCurves(): readonly GrowthCurve[] {
  const chosen = growthCurves.filter(({ name }) => values.curve?.includes(name) ?? true);
  if (chosen.length === 0) throw new Error(`no curve is left\n${usage}`);
  return chosen;
}

function chosenTargets(): readonly Target[] {
  const chosen = allTargets.filter(
    ({ engine, kind }) => (values.engine?.includes(engine) ?? true) && (values.kind?.includes(kind) ?? true),
  );
  if (chosen.length === 0) throw new Error(`no target is left\n${usage}`);
  return chosen;
}

function oneTarget(): Target {
  const [engine = 'postgres'] = values.engine ?? [];
  const [kind = 'ours'] = values.kind ?? [];
  const found = allTargets.find((target) => target.engine === engine && target.kind === kind);
  if (found) return found;
  throw new Error(`there is no ${engine}/${kind}\n${usage}`);
}
