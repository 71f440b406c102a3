import { startIncumbent } from '@tools/incumbent';
import type { ScratchDatabases } from './scratch-databases.js';
import { openLane, type Engine, type Lane, type Side, type StartedServer } from './lane.js';
import { commonOptions, keys, profiles, type ProfileName, type ProfileOptions } from './profiles.js';
import { startOurs } from './start-ours.js';

/** The lanes a comparison on those engines needs. SQLite is measured by what parse-server answers on MongoDB. */
export function lanesFor(engines: readonly Engine[]): readonly (readonly [Side, Engine])[] {
  const ours = engines.map((engine) => ['ours', engine] as const);
  const incumbents = engines.includes('postgres') ? (['mongo', 'postgres'] as const) : (['mongo'] as const);
  return [...incumbents.map((engine) => ['incumbent', engine] as const), ...ours];
}

/** Starts a profile's servers, each on an empty database. */
export async function openLanes(
  profile: ProfileName,
  engines: readonly Engine[],
  databases: ScratchDatabases,
): Promise<readonly Lane[]> {
  const opened = await Promise.allSettled(
    lanesFor(engines).map(([side, engine]) => {
      const start = async (): Promise<StartedServer> =>
        starters[side](await databases.empty(engine, `${side}_${profile}`), profiles[profile]);
      return openLane({ side, engine, start });
    }),
  );
  const lanes = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed === undefined) return lanes;
  await closeLanes(lanes);
  throw new Error(`the servers of profile ${profile} do not start`, { cause: failed.reason });
}

export async function closeLanes(lanes: readonly Lane[]): Promise<void> {
  await Promise.all(lanes.map((lane) => lane.close()));
}

const starters: Readonly<Record<Side, (uri: string, options: ProfileOptions) => Promise<StartedServer>>> = {
  ours: startOurs,
  incumbent: (databaseURI, options) =>
    startIncumbent({ databaseURI, options: { ...keys, ...commonOptions, ...options } }),
};
