import { startIncumbent } from '@tools/incumbent';
import type { ScratchDatabases } from '@tools/services';
import { askedServer, type AskedServer } from '../run/asked-server.js';
import type { RecordedAnswers } from '../run/recorded-answers.js';
import { openLane, type Engine, type Side, type StartedServer } from './lane.js';
import { commonOptions, keys, profiles, type ProfileName, type ProfileOptions } from './profiles.js';
import { startOurs } from './start-ours.js';

/** What servers run on, and what parse-server said before. */
export interface Surroundings {
  readonly engines: readonly Engine[];
  readonly databases: ScratchDatabases;
  readonly recorded: RecordedAnswers | undefined;
}

/** A profile's servers, each on a database of its own; those that are asked nothing do not start. */
export function serversOf(
  profile: ProfileName,
  { engines, databases, recorded }: Surroundings,
): readonly AskedServer[] {
  return lanesFor(engines).map(([side, engine]) => {
    const start = async (): Promise<StartedServer> =>
      starters[side](await databases.empty(engine, `${side}_${profile}`), profiles[profile]);
    const open = (): ReturnType<typeof openLane> => openLane({ side, engine, start });
    return askedServer({ side, engine, open, recorded: side === 'incumbent' ? recorded : undefined });
  });
}

/** What a comparison on those engines needs databases on: ours are on them, parse-server may be asked on others. */
export function enginesCompared(engines: readonly Engine[]): readonly Engine[] {
  return [...new Set(lanesFor(engines).map(([, engine]) => engine))];
}

/**
 * The lanes a comparison on those engines needs. SQLite is measured by what parse-server answers on MongoDB and on
 * PostgreSQL, which this run asks, or another one has recorded.
 */
function lanesFor(engines: readonly Engine[]): readonly (readonly [Side, Engine])[] {
  const ours = engines.map((engine) => ['ours', engine] as const);
  const needsPostgres = engines.includes('postgres') || engines.includes('sqlite');
  const incumbents = needsPostgres ? (['mongo', 'postgres'] as const) : (['mongo'] as const);
  return [...incumbents.map((engine) => ['incumbent', engine] as const), ...ours];
}

const starters: Readonly<Record<Side, (uri: string, options: ProfileOptions) => Promise<StartedServer>>> = {
  ours: startOurs,
  incumbent: (databaseURI, options) =>
    startIncumbent({ databaseURI, options: { ...keys, ...commonOptions, ...options } }),
};
