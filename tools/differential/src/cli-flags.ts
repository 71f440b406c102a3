import { parseArgs } from 'node:util';
import type { Engine } from './servers/lane.js';

/** What `npm run differential` is asked for. */
export interface Flags {
  readonly engines: readonly Engine[];
  /** Folders of scenarios, or `generated`; empty for all. */
  readonly areas: readonly string[];
  /** A part of the scenarios' ids. */
  readonly scenario: string;
  readonly seed: number;
  /** How many requests are generated. */
  readonly requests: number;
  /** Whether the smallest scenario is searched for each new kind of difference. */
  readonly shrink: boolean;
  /** Where parse-server's answers are kept; empty when each run asks it anew. */
  readonly recorded: string;
  /** Also shows what is explained. */
  readonly verbose: boolean;
}

export const usage = `usage: npm run differential -- [options]
  --engine mongo,postgres,sqlite   which databases (all)
  --area objects,queries           which folders of scenarios, or generated (all)
  --scenario TEXT                  scenarios whose id contains it
  --requests N                     how many requests are generated (20000)
  --seed N                         where the generator begins (1)
  --no-shrink                      show generated differences as they are found, which is quicker
  --recorded FOLDER                keeps parse-server's answers there, and asks it only what it has not answered yet
  --verbose                        show explained differences, too`;

/** Throws on flags there are none of. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      engine: { type: 'string', default: 'mongo,postgres,sqlite' },
      area: { type: 'string', default: '' },
      scenario: { type: 'string', default: '' },
      requests: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      'no-shrink': { type: 'boolean', default: false },
      recorded: { type: 'string', default: '' },
      verbose: { type: 'boolean', default: false },
    },
  });
  return {
    engines: list(values.engine).map(readEngine),
    areas: list(values.area),
    scenario: values.scenario,
    seed: wholeNumber('seed', values.seed),
    requests: wholeNumber('requests', values.requests),
    shrink: !values['no-shrink'],
    recorded: values.recorded,
    verbose: values.verbose,
  };
}

function list(text: string): readonly string[] {
  return text.split(',').filter((part) => part !== '');
}

function readEngine(name: string): Engine {
  if (name === 'mongo' || name === 'postgres' || name === 'sqlite') return name;
  throw new Error(`--engine knows mongo, postgres and sqlite, not ${name}`);
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Error(`--${name} is a whole number, not ${text}`);
}
