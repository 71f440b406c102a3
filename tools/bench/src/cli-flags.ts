import { join } from 'node:path';
import { chosenNames, readFlags, UsageError, wholeNumber } from '@tools/scripts/read-flags';
import { workspaceRoot } from '@tools/scripts/workspace';
import { growthCurves } from './growth/growth-curves.js';
import { scenarios } from './scenarios/scenarios.js';
import { allTargets, engines, serverKinds, type Engine, type Target } from './servers/server-kinds.js';

/** What `npm run bench` can do, each with the flags it takes. */
const takes = {
  compare: ['engine', 'kind', 'scenario', 'rounds', 'turn', 'warm-up', 'connections', 'out'],
  profile: ['engine', 'kind', 'scenario', 'requests', 'connections', 'out'],
  growth: ['engine', 'kind', 'curve', 'out'],
  cloud: ['engine', 'kind', 'rounds', 'turn', 'warm-up', 'connections', 'out'],
  start: ['rounds'],
} as const;

type Command = keyof typeof takes;

const commands = Object.keys(takes) as readonly Command[];

const known = {
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
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What `npm run bench` is asked for. */
export interface Flags {
  readonly command: Command | 'help';
  /** At least one. */
  readonly targets: readonly Target[];
  /** The first of them: the only one where one server is measured. */
  readonly target: Target;
  readonly engines: readonly Engine[];
  readonly withIncumbent: boolean;
  readonly scenarios: readonly string[];
  readonly curves: readonly string[];
  readonly requests: number;
  readonly rounds: number;
  readonly turnMs: number;
  readonly warmUpRequests: number;
  readonly connections: number;
  readonly folder: string;
}

/** Throws `UsageError` on a command or a flag there is none of, and on a flag that the command does not look at. */
export function readBenchFlags(args: readonly string[]): Flags {
  const { values, positionals } = readFlags(args, known);
  const command = commandOf(positionals);
  if (!values.help) rejectUnused(command, args);
  const targets = chosenTargets(command, values);
  const [target] = targets;
  if (target === undefined) throw new UsageError('the incumbent does not run on SQLite, nor floor+express');
  if (measuresOne(command) && targets.length > 1)
    throw new UsageError(`${command} measures one server: name one engine and one kind`);
  return {
    command: values.help ? 'help' : command,
    targets,
    target,
    engines: engines.filter((name) => targets.some(({ engine }) => engine === name)),
    withIncumbent: targets.some(({ kind }) => kind === 'incumbent'),
    scenarios: chosenNames('scenario', values.scenario, namesOf(scenarios)),
    curves: chosenNames('curve', values.curve, namesOf(growthCurves)),
    requests: wholeNumber('requests', values.requests, 1),
    rounds: wholeNumber('rounds', values.rounds, 1),
    turnMs: wholeNumber('turn', values.turn, 1),
    warmUpRequests: wholeNumber('warm-up', values['warm-up']),
    connections: wholeNumber('connections', values.connections, 1),
    folder: values.out,
  };
}

interface ChosenNames {
  readonly engine?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
}

/** Every server of the chosen engines and kinds; where one is measured it is ours on PostgreSQL, unless others are named. */
function chosenTargets(command: Command, { engine, kind }: ChosenNames): readonly Target[] {
  const usual = measuresOne(command) ? { engine: ['postgres'], kind: ['ours'] } : {};
  const ofEngines = chosenNames('engine', engine ?? usual.engine, engines);
  const ofKinds = chosenNames('kind', kind ?? usual.kind, serverKinds);
  return allTargets.filter((target) => ofEngines.includes(target.engine) && ofKinds.includes(target.kind));
}

function measuresOne(command: Command): boolean {
  return command === 'profile' || command === 'growth';
}

function commandOf([given = 'compare', ...others]: readonly string[]): Command {
  const found = commands.find((command) => command === given);
  if (found !== undefined && others.length === 0) return found;
  throw new UsageError(`${[given, ...others].join(' ')} is no command; there are ${commands.join(', ')}`);
}

/** A flag without effect would measure something else than was asked for. */
function rejectUnused(command: Command, args: readonly string[]): void {
  const taken: readonly string[] = takes[command];
  const given = args.flatMap((arg) => (arg.startsWith('--') ? [arg.slice(2).split('=')[0] ?? ''] : []));
  const unused = given.find((flag) => !taken.includes(flag));
  if (unused === undefined) return;
  const flags = taken.map((flag) => `--${flag}`).join(', ');
  throw new UsageError(`${command} does not look at --${unused}; it takes ${flags}`);
}

function namesOf(things: readonly { readonly name: string }[]): readonly string[] {
  return things.map(({ name }) => name);
}

/** Printed on request. */
export const usage = `npm run bench -- [compare|profile|growth|cloud|start] [options]

  compare   measures servers side by side; what is done when no command is given
  profile   writes a flame graph of one server (ours on PostgreSQL) for each scenario
  growth    measures how the cost of one server grows with the size of things
  cloud     measures what Cloud Code costs
  start     measures how long a test suite waits for its server

  --engine NAMES   ${engines.join(', ')}                    (all)
  --kind NAMES     ${serverKinds.join(', ')}      (all; the incumbent does not run on SQLite)
  --scenario NAMES (all)
${listed(scenarios)}
  --curve NAMES    of growth (all)
${listed(growthCurves)}
  --rounds N       turns per scenario and server, or processes for start (7)
  --turn MS        how long a turn is (700)
  --requests N     of the light scenarios, for a profile (5000)
  --warm-up N      requests of the light scenarios before the first turn (2000)
  --connections N  requests under way at a time (10)
  --out FOLDER     where tables, charts and turns are written (tools/bench/.results)

Names are given with commas between them, or the flag again. Comparing everything takes a quarter of an hour.`;

function listed(things: readonly { readonly name: string; readonly title: string }[]): string {
  return things.map(({ name, title }) => `      ${name.padEnd(14)} ${title}`).join('\n');
}
