import { UsageError } from '@tools/scripts/read-flags';
import { MissingServicesError, openScratchDatabases, type ScratchDatabases } from '@tools/services';
import { readDifferentialFlags, usage, type Flags } from './cli-flags.js';
import { chooseScenarios } from './choose-scenarios.js';
import type { PlacedScenario } from './dsl/scenario.js';
import { listedDifferences } from './run/run-scenarios.js';
import { loadScenarios } from './load-scenarios.js';
import { describeVerdict } from './report/describe-verdict.js';
import { printScenario } from './report/print-scenario.js';
import { createTally } from './report/tally.js';
import { recordedAnswers } from './run/recorded-answers.js';
import { runGenerated } from './run/run-generated.js';
import { runScenarios, type RanScenario } from './run/run-scenarios.js';
import type { DeliberateDifference } from './deliberate/difference.js';
import { enginesCompared } from './servers/open-lanes.js';

// `npm run differential`; `usage` tells how it ends.

const kindsToShow = 40;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const flags = readDifferentialFlags(process.argv.slice(2));
    if (flags !== undefined) return await compare(flags, chooseScenarios(await loadScenarios(), flags));
    console.log(usage);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n(npm run differential -- --help tells all)`);
      return 2;
    }
    console.error(error instanceof MissingServicesError ? error.message : error);
    return 3;
  }
}

async function compare(flags: Flags, scenarios: readonly PlacedScenario[]): Promise<number> {
  const databases = await openScratchDatabases(enginesCompared(flags.engines), console.error);
  try {
    return await compareAll(flags, scenarios, databases);
  } finally {
    await databases.close();
  }
}

async function compareAll(
  flags: Flags,
  scenarios: readonly PlacedScenario[],
  databases: ScratchDatabases,
): Promise<number> {
  const tally = createTally();
  const seen = new Set<DeliberateDifference>();
  let unexplained = 0;
  const started = Date.now();
  const onScenario = ({ scenario, verdicts }: RanScenario): void => {
    tally.add({ area: scenario.area, requests: scenario.steps.length * flags.engines.length, verdicts });
    for (const { rows } of verdicts) rows.forEach((row) => seen.add(row));
    const open = verdicts.filter(({ explanation }) => explanation === 'none');
    unexplained += open.length;
    const shown = flags.verbose ? verdicts : scenario.area === 'generated' ? [] : open;
    shown.forEach((verdict) => console.log(describeVerdict(verdict)));
    progress(scenario.id, unexplained);
  };
  const recorded = flags.recorded === '' ? undefined : recordedAnswers(flags.recorded);
  await runScenarios(scenarios, { engines: flags.engines, databases, recorded, onScenario });
  if (flags.scenario === '' && wants(flags, 'generated'))
    await runGenerated({
      ...flags,
      databases,
      recorded,
      onScenario,
      kinds: kindsToShow,
      onFound: ({ title, verdict, smallest }) => {
        const found = `${describeVerdict(verdict)}\n  in ${title}\n`;
        console.log(smallest === undefined ? found : `${found}\n${printScenario(smallest)}\n`);
      },
    });
  console.log(`\n${tally.table()}\n\nin ${Math.round((Date.now() - started) / 1000)} s`);
  if (isWhole(flags)) reportUnseen(seen);
  return unexplained === 0 ? 0 : 1;
}

function wants({ areas }: Flags, area: string): boolean {
  return areas.length === 0 || areas.includes(area);
}

/** Only what ran everything knows which rows of the list nothing shows any more. */
function isWhole({ areas, scenario, engines }: Flags): boolean {
  return areas.length === 0 && scenario === '' && engines.includes('mongo');
}

function reportUnseen(seen: ReadonlySet<DeliberateDifference>): void {
  for (const row of listedDifferences()) {
    if (row.matches.length > 0 && !seen.has(row)) console.log(`no longer seen: ${row.request}`);
  }
}

function progress(id: string, unexplained: number): void {
  if (!process.stdout.isTTY) return;
  const line = `${unexplained} unexplained | ${id}`.slice(0, process.stdout.columns - 1);
  process.stdout.write(`\r\x1b[K${line}\r`);
}
