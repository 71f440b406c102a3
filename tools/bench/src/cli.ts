import { UsageError } from '@tools/scripts/read-flags';
import { MissingServicesError } from '@tools/services';
import { readBenchFlags, usage, type Flags } from './cli-flags.js';
import { measureCloud } from './cloud/measure-cloud.js';
import { compare } from './compare/compare.js';
import { growthCurves } from './growth/growth-curves.js';
import { measureGrowth } from './growth/measure-growth.js';
import { profile } from './profile/profile.js';
import { measureStart } from './start/measure-start.js';

// `npm run bench`; ends with 1 when it could not measure, with 2 when it is not understood what is asked for.

try {
  await runCommand(readBenchFlags(process.argv.slice(2)));
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n(npm run bench -- --help tells all)`);
  else console.error(error instanceof MissingServicesError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function runCommand(flags: Flags): Promise<void> {
  const { targets, target, scenarios, folder, rounds, turnMs, warmUpRequests, connections } = flags;
  switch (flags.command) {
    case 'help':
      console.log(usage);
      return;
    case 'compare':
      return compare({
        targets,
        folder,
        plan: { scenarios, rounds, turnMs, warmUpRequests, connections },
      });
    case 'profile':
      return profile({ target, scenarios, requests: flags.requests, connections, folder });
    case 'growth':
      return measureGrowth({
        target,
        curves: growthCurves.filter(({ name }) => flags.curves.includes(name)),
        folder,
      });
    case 'cloud':
      return measureCloud({
        engines: flags.engines,
        withIncumbent: flags.withIncumbent,
        rounds,
        turnMs,
        warmUpRequests,
        connections,
        folder,
      });
    case 'start':
      return measureStart(rounds);
  }
}
