import type { GrowthPoint, MeasuredCurve } from '../growth/measure-growth.js';
import { markdownTable } from './markdown-table.js';

/** A line per curve: the cost at each size, and how steep its end is. 1 is linear, 0 is no growth. */
export function growthTable(curves: readonly MeasuredCurve[]): string {
  const head = ['grows', 'CPU µs per request at each size', 'exponent at the end'];
  const rows = curves.map(({ curve, points }) => [
    curve.title,
    points.map(({ size, cpuMicros }) => `${size}: ${cpuMicros.toFixed(0)}`).join(' · '),
    exponent(points).toFixed(2),
  ]);
  return markdownTable(head, rows);
}

/** Of the power law through the last two points. */
function exponent(points: readonly GrowthPoint[]): number {
  const [before, last] = points.slice(-2);
  if (!before || !last) return 0;
  return Math.log(last.cpuMicros / before.cpuMicros) / Math.log(last.size / before.size);
}
