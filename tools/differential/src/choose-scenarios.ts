import { suggestName } from '@parse/core';
import { UsageError } from '@tools/scripts/read-flags';
import type { Flags } from './cli-flags.js';
import type { PlacedScenario } from './dsl/scenario.js';

/**
 * The scenarios that are asked for. Throws `UsageError` when a part of an id is given that is in none: a run that compares
 * nothing would look like one that found nothing.
 */
export function chooseScenarios(
  all: readonly PlacedScenario[],
  { areas, scenario }: Pick<Flags, 'areas' | 'scenario'>,
): readonly PlacedScenario[] {
  const inAreas = all.filter(({ area }) => areas.length === 0 || areas.includes(area));
  const chosen = inAreas.filter(({ id }) => id.includes(scenario));
  if (chosen.length > 0 || scenario === '') return chosen;
  const files = new Set(inAreas.map(({ id }) => id.slice(0, id.indexOf(':'))));
  const near = suggestName(scenario, [...files]);
  throw new UsageError(
    `--scenario ${scenario}: it is in no id${areas.length === 0 ? '' : ` of ${areas.join(', ')}`}; ` +
      (near === undefined ? 'ids are like objects/increment: Increment adds to …' : `did you mean ${near}?`),
  );
}
