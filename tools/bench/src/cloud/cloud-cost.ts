import { median } from '@tools/scripts/median';
import type { CloudCase } from './cloud-cases.js';

/** CPU µs of one call in each round. */
export interface CloudCost {
  readonly cloudCase: CloudCase;
  readonly rounds: readonly number[];
}

/** The median of a case's rounds. */
export function costOf({ rounds }: CloudCost): number {
  return median(rounds);
}

/** How many times the other case it costs: the median of the ratios within a round. */
export function ratioOf(cost: CloudCost, other: CloudCost): number {
  return median(cost.rounds.map((micros, round) => micros / (other.rounds[round] ?? Number.NaN)));
}
