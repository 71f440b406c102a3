import type { Verdict } from '../deliberate/judge.js';
import type { PlacedScenario, Scenario } from '../dsl/scenario.js';
import { generateScenario, generateScenarios } from '../generate/generate-scenarios.js';
import type { AskedServer } from './asked-server.js';
import { shrinkScenario } from '../shrink/shrink-scenario.js';
import { judgeScenario, listedDifferences, onServers, type ScenarioRun } from './run-scenarios.js';
import { signatureOf } from './signature.js';

/** A kind of difference. */
export interface FoundDifference {
  /** Where it was found, by the seed and the number of the scenario. */
  readonly title: string;
  readonly verdict: Verdict;
  /** The smallest scenario that shows it; undefined when none was searched. */
  readonly smallest: Scenario | undefined;
}

/** How long the generator searches, and where it begins. */
export interface Search extends ScenarioRun {
  readonly seed: number;
  readonly requests: number;
  /** The only scenario of the seed that is wanted, from 1. */
  readonly number: number | undefined;
  /** How many kinds of differences are told; the others are only counted. */
  readonly kinds: number;
  readonly shrink: boolean;
  readonly onFound: (found: FoundDifference) => void;
}

const triesToShrink = 300;

/** Runs generated scenarios until that many requests are sent; each new kind of difference is told once. */
export async function runGenerated(search: Search): Promise<void> {
  const { seed, number, requests, kinds } = search;
  const rows = listedDifferences();
  const seen = new Set<string>();
  let sent = 0;
  if (requests === 0) return;
  await onServers('open', search, async (servers) => {
    for (const generated of number === undefined
      ? generateScenarios(seed)
      : [generateScenario(seed, number)]) {
      const verdicts = await judgeScenario(servers, 'generated', { scenario: generated, rows });
      search.onScenario({ scenario: placed(generated), verdicts });
      for (const verdict of newKinds(verdicts, seen)) {
        if (seen.size > kinds) break;
        const smallest = search.shrink ? await shrink(servers, generated, verdict) : undefined;
        search.onFound({ title: generated.title, verdict, smallest });
      }
      sent += generated.steps.length;
      if (sent >= requests) return;
    }
  });
}

function placed(scenario: Scenario): PlacedScenario {
  return { ...scenario, area: 'generated', id: `generated: ${scenario.title}` };
}

/** Only the first unexplained one of a scenario and engine: later ones may follow from it. */
function newKinds(verdicts: readonly Verdict[], seen: Set<string>): readonly Verdict[] {
  const engines = new Set<string>();
  return verdicts.filter((verdict) => {
    if (verdict.explanation !== 'none' || engines.has(verdict.sighting.engine)) return false;
    engines.add(verdict.sighting.engine);
    const signature = signatureOf(verdict);
    if (seen.has(signature)) return false;
    seen.add(signature);
    return true;
  });
}

/** On the servers of that engine alone, and on those whose answers ours is compared with. */
function shrink(servers: readonly AskedServer[], start: Scenario, verdict: Verdict): Promise<Scenario> {
  const { engine, reference } = verdict.sighting;
  const engines = reference === 'parse-server' ? [engine] : [engine, 'mongo'];
  const needed = servers.filter((server) => server.side === 'incumbent' || engines.includes(server.engine));
  const wanted = signatureOf(verdict);
  const rows = listedDifferences();
  const stillShows = async (scenario: Scenario): Promise<boolean> => {
    const verdicts = await judgeScenario(needed, 'generated', { scenario, rows, isTrial: true });
    return verdicts.some((found) => found.explanation === 'none' && signatureOf(found) === wanted);
  };
  return shrinkScenario(start, stillShows, triesToShrink);
}
