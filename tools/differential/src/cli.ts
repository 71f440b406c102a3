import { readFlags, usage, type Flags } from './cli-flags.js';
import { listedDifferences } from './run/run-scenarios.js';
import { loadScenarios } from './load-scenarios.js';
import { describeVerdict } from './report/describe-verdict.js';
import { printScenario } from './report/print-scenario.js';
import { createTally } from './report/tally.js';
import { recordedAnswers } from './run/recorded-answers.js';
import { runGenerated } from './run/run-generated.js';
import { runScenarios, type RanScenario } from './run/run-scenarios.js';
import type { DeliberateDifference } from './deliberate/difference.js';
import { openScratchDatabases } from './servers/scratch-databases.js';

// `npm run differential`; ends with 1 when a difference is unexplained, with 2 when the flags are not understood.

const kindsToShow = 40;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    return await compare(readFlags(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error && error.cause === undefined ? error.message : error);
    console.error(usage);
    return 2;
  }
}

async function compare(flags: Flags): Promise<number> {
  const databases = await openScratchDatabases(flags.engines);
  if (databases.missing.length > 0) throw new Error(databases.missing.join('\n'));
  try {
    return await compareAll(flags, databases);
  } finally {
    await databases.close();
  }
}

async function compareAll(
  flags: Flags,
  databases: Awaited<ReturnType<typeof openScratchDatabases>>,
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
  const scenarios = await chosenScenarios(flags);
  const recorded = flags.recorded === '' ? undefined : recordedAnswers(flags.recorded);
  await runScenarios(scenarios, { engines: flags.engines, databases, recorded, onScenario });
  if (flags.scenario === '' && wants(flags, 'generated'))
    await runGenerated({
      ...flags,
      databases,
      recorded,
      onScenario,
      kinds: kindsToShow,
      onFound: ({ verdict, smallest }) =>
        console.log(
          smallest === undefined
            ? `${describeVerdict(verdict)}\n`
            : `${describeVerdict(verdict)}\n\n${printScenario(smallest)}\n`,
        ),
    });
  console.log(
    `\n${tally.table()}\n\n${scenarios.length} scenarios in ${Math.round((Date.now() - started) / 1000)} s`,
  );
  if (isWhole(flags)) reportUnseen(seen);
  return unexplained === 0 ? 0 : 1;
}

async function chosenScenarios(flags: Flags): ReturnType<typeof loadScenarios> {
  const all = await loadScenarios();
  return all.filter(({ area, id }) => wants(flags, area) && id.includes(flags.scenario));
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
