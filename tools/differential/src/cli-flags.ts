import { chosenNames, readFlags, UsageError, wholeNumber } from '@tools/scripts/read-flags';
import { areaNames } from './load-scenarios.js';
import type { Engine } from './servers/lane.js';

/** What `npm run differential` is asked for. */
export interface Flags {
  readonly engines: readonly Engine[];
  /** Folders of scenarios, or `generated`; empty for all. */
  readonly areas: readonly string[];
  /** A part of the scenarios' ids. */
  readonly scenario: string;
  readonly seed: number;
  /** The only scenario of the seed that is wanted; undefined for all. */
  readonly number: number | undefined;
  /** How many requests are generated. */
  readonly requests: number;
  /** Whether the smallest scenario is searched for each new kind of difference. */
  readonly shrink: boolean;
  /** Where parse-server's answers are kept; empty when each run asks it anew. */
  readonly recorded: string;
  /** Also shows what is explained. */
  readonly verbose: boolean;
}

const engines = ['mongo', 'postgres', 'sqlite'] as const;

/** Printed on request. */
export const usage = `npm run differential -- [options]

  --engine NAMES      ${engines.join(', ')} (all)
  --area NAMES        folders of scenarios, or generated (all):
                      ${areaNames().join(', ')}
  --scenario TEXT     scenarios whose id contains it; objects/increment is all of that file
  --requests N        how many requests are generated (20000)
  --seed N            where the generator begins (1)
  --number N          only that scenario of the seed, as a difference tells it
  --no-shrink         show generated differences as they are found, which is quicker
  --recorded FOLDER   keeps parse-server's answers there, and asks it only what it has not answered yet
  --verbose           show explained differences, too

Names are given with commas between them, or the flag again. Ends with 0 when nothing differs but what is explained, with 1
when something does, with 2 when it is not understood what is asked for, and with 3 when it could not be asked.`;

/** Undefined when help is asked for. Throws `UsageError` on flags there are none of, and on names and numbers that are none. */
export function readDifferentialFlags(args: readonly string[]): Flags | undefined {
  const { values, positionals } = readFlags(args, {
    engine: { type: 'string', multiple: true },
    area: { type: 'string', multiple: true },
    scenario: { type: 'string', default: '' },
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    number: { type: 'string' },
    'no-shrink': { type: 'boolean', default: false },
    recorded: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) return undefined;
  if (positionals.length > 0)
    throw new UsageError(`${positionals.join(' ')}: all that is asked for is said with flags`);
  return {
    engines: chosenNames('engine', values.engine, engines),
    areas: values.area === undefined ? [] : chosenNames('area', values.area, areaNames()),
    scenario: values.scenario,
    seed: wholeNumber('seed', values.seed),
    number: values.number === undefined ? undefined : wholeNumber('number', values.number, 1),
    requests: wholeNumber('requests', values.requests),
    shrink: !values['no-shrink'],
    recorded: values.recorded,
    verbose: values.verbose,
  };
}
