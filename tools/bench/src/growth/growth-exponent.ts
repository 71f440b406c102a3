import type { GrowthPoint } from './measure-growth.js';

/** Costs apart by less than this share of the least are not told from noise. */
const noise = 0.05;

/**
 * The exponent of the power law by which the cost grows at its end: 1 is linear, 0 is no growth. What every size
 * costs is taken off first, as it would make any law look flatter than it is.
 */
export function growthExponent(points: readonly GrowthPoint[]): number {
  const [first] = points;
  const [before, last] = points.slice(-2);
  if (!first || !before || !last || points.length < 3) return 0;
  const base = Math.min(...points.map(({ cpuMicros }) => cpuMicros));
  const added = ({ cpuMicros }: GrowthPoint): number => Math.max(noise * base, cpuMicros - base);
  const sizes = (last.size - first.size) / (before.size - first.size);
  return Math.log(added(last) / added(before)) / Math.log(sizes);
}
