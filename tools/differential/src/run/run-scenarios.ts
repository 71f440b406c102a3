import { deliberateDifferences } from '../deliberate/deliberate-differences.js';
import type { DeliberateDifference } from '../deliberate/difference.js';
import { judge, type Verdict } from '../deliberate/judge.js';
import type { PlacedScenario, Scenario } from '../dsl/scenario.js';
import { serversOf, type Surroundings } from '../servers/open-lanes.js';
import { profiles, type ProfileName } from '../servers/profiles.js';
import type { AskedServer } from './asked-server.js';
import { compareOnEngines } from './compare-on-engines.js';

/** What one scenario showed. */
export interface RanScenario {
  readonly scenario: PlacedScenario;
  readonly verdicts: readonly Verdict[];
}

/** Where scenarios run, and who is told about each. */
export interface ScenarioRun extends Surroundings {
  readonly onScenario: (ran: RanScenario) => void;
}

/** Runs scenarios profile by profile, so that servers start once for each. */
export async function runScenarios(scenarios: readonly PlacedScenario[], run: ScenarioRun): Promise<void> {
  const rows = listedDifferences();
  for (const profile of profileNames) {
    const theirs = scenarios.filter((scenario) => scenario.profile === profile);
    if (theirs.length === 0) continue;
    await onServers(profile, run, async (servers) => {
      for (const scenario of theirs)
        run.onScenario({ scenario, verdicts: await judgeScenario(servers, scenario.id, { scenario, rows }) });
    });
  }
}

/** Has a profile's servers while the work is done. */
export async function onServers(
  profile: ProfileName,
  surroundings: Surroundings,
  work: (servers: readonly AskedServer[]) => Promise<void>,
): Promise<void> {
  const servers = serversOf(profile, surroundings);
  try {
    await work(servers);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

/** What to run, and the list that explains its differences. */
export interface Case {
  readonly scenario: Scenario;
  readonly rows: readonly DeliberateDifference[];
  /** Neither uses recorded answers nor records some. */
  readonly isTrial?: boolean;
}

/** Runs one scenario and explains its differences. */
export async function judgeScenario(
  servers: readonly AskedServer[],
  id: string,
  { scenario, rows, isTrial = false }: Case,
): Promise<readonly Verdict[]> {
  const findings = await compareOnEngines(servers, {
    id,
    ask: (server) => (isTrial ? server.askAnew(scenario) : server.ask(scenario)),
  });
  return findings.flatMap((found) => judge(found, rows));
}

export function listedDifferences(): readonly DeliberateDifference[] {
  return deliberateDifferences.flatMap((section) => section.rows);
}

const profileNames = Object.keys(profiles) as readonly ProfileName[];
