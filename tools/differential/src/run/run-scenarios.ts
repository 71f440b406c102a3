import { deliberateDifferences } from '../deliberate/deliberate-differences.js';
import type { DeliberateDifference } from '../deliberate/difference.js';
import { judge, type Verdict } from '../deliberate/judge.js';
import type { PlacedScenario, Scenario } from '../dsl/scenario.js';
import { closeLanes, openLanes } from '../servers/open-lanes.js';
import type { Engine, Lane } from '../servers/lane.js';
import { profiles, type ProfileName } from '../servers/profiles.js';
import type { ScratchDatabases } from '../servers/scratch-databases.js';
import { compareOnEngines } from './compare-on-engines.js';

/** What one scenario showed. */
export interface RanScenario {
  readonly scenario: PlacedScenario;
  readonly verdicts: readonly Verdict[];
}

/** Which servers scenarios run on, and who is told about each. */
export interface ScenarioRun {
  readonly engines: readonly Engine[];
  readonly databases: ScratchDatabases;
  readonly onScenario: (ran: RanScenario) => void;
}

/** Runs scenarios profile by profile, so that servers start once for each. */
export async function runScenarios(scenarios: readonly PlacedScenario[], run: ScenarioRun): Promise<void> {
  const rows = listedDifferences();
  for (const profile of profileNames) {
    const theirs = scenarios.filter((scenario) => scenario.profile === profile);
    if (theirs.length === 0) continue;
    await onLanes(profile, run, async (lanes) => {
      for (const scenario of theirs)
        run.onScenario({ scenario, verdicts: await judgeScenario(lanes, scenario.id, { scenario, rows }) });
    });
  }
}

/** Has a profile's servers running while the work is done. */
export async function onLanes(
  profile: ProfileName,
  { engines, databases }: Pick<ScenarioRun, 'engines' | 'databases'>,
  work: (lanes: readonly Lane[]) => Promise<void>,
): Promise<void> {
  const lanes = await openLanes(profile, engines, databases);
  try {
    await work(lanes);
  } finally {
    await closeLanes(lanes);
  }
}

/** What to run, and the list that explains its differences. */
export interface Case {
  readonly scenario: Scenario;
  readonly rows: readonly DeliberateDifference[];
}

/** Runs one scenario and explains its differences. */
export async function judgeScenario(
  lanes: readonly Lane[],
  id: string,
  { scenario, rows }: Case,
): Promise<readonly Verdict[]> {
  const findings = await compareOnEngines(lanes, id, scenario);
  return findings.flatMap((found) => judge(found, rows));
}

export function listedDifferences(): readonly DeliberateDifference[] {
  return deliberateDifferences.flatMap((section) => section.rows);
}

const profileNames = Object.keys(profiles) as readonly ProfileName[];
