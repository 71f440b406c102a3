import { compareTranscripts, type StepDifference } from '../compare/compare-transcripts.js';
import type { Findings } from '../deliberate/judge.js';
import type { Scenario } from '../dsl/scenario.js';
import type { Engine, Lane, Side } from '../servers/lane.js';
import { runScenario, type Transcript } from './run-scenario.js';

/** Runs a scenario on all lanes at once and compares ours with the incumbent, engine by engine. */
export async function compareOnEngines(
  lanes: readonly Lane[],
  id: string,
  scenario: Scenario,
): Promise<readonly Findings[]> {
  const transcripts = await Promise.all(
    lanes.map(async (lane) => [laneName(lane.side, lane.engine), await runScenario(lane, scenario)] as const),
  );
  const byLane = new Map(transcripts);
  return lanes.flatMap(({ side, engine }) =>
    side === 'ours' ? [{ scenario: id, engine, ...compareEngine(engine, byLane) }] : [],
  );
}

type Comparison = Pick<Findings, 'differences' | 'elsewhereEqual'>;

/**
 * Where parse-server answers differently on its two engines, ours follows MongoDB on all; SQLite, which
 * parse-server does not know, may answer like either.
 */
function compareEngine(engine: Engine, byLane: ReadonlyMap<string, Transcript>): Comparison {
  const ours = byLane.get(laneName('ours', engine));
  const onMongo = byLane.get(laneName('incumbent', 'mongo'));
  const onPostgres = byLane.get(laneName('incumbent', 'postgres'));
  const reference = engine === 'postgres' ? onPostgres : onMongo;
  const other = engine === 'postgres' ? onMongo : engine === 'sqlite' ? onPostgres : undefined;
  if (ours === undefined || reference === undefined) throw new Error(`nothing to compare on ${engine}`);
  const differences = compareTranscripts(reference, ours);
  if (other === undefined || differences.length === 0) return { differences, elsewhereEqual: new Set() };
  const elsewhere = new Set(compareTranscripts(other, ours).map(({ place }) => place));
  const isEqual = ({ place }: StepDifference): boolean => !elsewhere.has(place);
  return engine === 'sqlite'
    ? { differences: differences.filter((difference) => !isEqual(difference)), elsewhereEqual: new Set() }
    : { differences, elsewhereEqual: new Set(differences.filter(isEqual).map(({ place }) => place)) };
}

function laneName(side: Side, engine: Engine): string {
  return `${side} on ${engine}`;
}
