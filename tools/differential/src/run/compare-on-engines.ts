import { compareTranscripts, type StepDifference } from '../compare/compare-transcripts.js';
import type { Findings } from '../deliberate/judge.js';
import type { Engine, Side } from '../servers/lane.js';
import type { AskedServer } from './asked-server.js';
import type { Transcript } from './run-scenario.js';

/** Asks all servers at once and compares ours with the incumbent, engine by engine. */
export async function compareOnEngines(
  servers: readonly AskedServer[],
  id: string,
  ask: (server: AskedServer) => Promise<Transcript>,
): Promise<readonly Findings[]> {
  const transcripts = await Promise.all(
    servers.map(async (server) => [laneName(server.side, server.engine), await ask(server)] as const),
  );
  const byLane = new Map(transcripts);
  return servers.flatMap(({ side, engine }) =>
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
