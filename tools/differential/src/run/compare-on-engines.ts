import { compareTranscripts, type StepDifference } from '../compare/compare-transcripts.js';
import type { Findings } from '../deliberate/judge.js';
import { hasOwnAnswers } from '../deliberate/own-answers.js';
import type { Engine, Side } from '../servers/lane.js';
import type { AskedServer } from './asked-server.js';
import type { Transcript } from './run-scenario.js';

/** What is compared. */
export interface Comparing {
  /** The scenario's id; of generated ones `generated`. */
  readonly id: string;
  readonly ask: (server: AskedServer) => Promise<Transcript>;
}

/**
 * Asks all servers at once and compares ours with the incumbent, engine by engine, and with ours on MongoDB: where
 * parse-server fails on one of them, that tells what is right.
 */
export async function compareOnEngines(
  servers: readonly AskedServer[],
  { id, ask }: Comparing,
): Promise<readonly Findings[]> {
  const transcripts = await Promise.all(
    servers.map(async (server) => [laneName(server.side, server.engine), await ask(server)] as const),
  );
  const byLane = new Map(transcripts);
  const engines = servers.flatMap(({ side, engine }) => (side === 'ours' ? [engine] : []));
  return engines.flatMap((engine) => [
    { scenario: id, engine, reference: 'parse-server', ...compareEngine(engine, byLane) },
    ...(hasOwnAnswers(id) ? [] : compareWithMongo(engine, byLane)).map((differences) => ({
      scenario: id,
      engine,
      reference: 'here on MongoDB' as const,
      differences,
      elsewhere: undefined,
    })),
  ]);
}

type Comparison = Pick<Findings, 'differences' | 'elsewhere'>;

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
  if (other === undefined || differences.length === 0) return { differences, elsewhere: undefined };
  const elsewhere = compareTranscripts(other, ours).map(
    (difference) => [difference.place, difference] as const,
  );
  return { differences, elsewhere: new Map(elsewhere) };
}

/** What ours answers differently than on MongoDB; nothing to tell where it is not asked there. */
function compareWithMongo(
  engine: Engine,
  byLane: ReadonlyMap<string, Transcript>,
): readonly (readonly StepDifference[])[] {
  const here = byLane.get(laneName('ours', engine));
  const onMongo = byLane.get(laneName('ours', 'mongo'));
  return engine === 'mongo' || here === undefined || onMongo === undefined
    ? []
    : [compareTranscripts(onMongo, here)];
}

function laneName(side: Side, engine: Engine): string {
  return `${side} on ${engine}`;
}
