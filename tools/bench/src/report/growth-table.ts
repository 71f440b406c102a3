import { growthExponent } from '../growth/growth-exponent.js';
import type { MeasuredCurve } from '../growth/measure-growth.js';
import { markdownTable } from './markdown-table.js';

/** A line per curve: the cost at each size, and the exponent by which it grows at the end. */
export function growthTable(curves: readonly MeasuredCurve[]): string {
  const head = ['grows', 'CPU µs per request at each size', 'exponent at the end'];
  const rows = curves.map(({ curve, points }) => [
    curve.title,
    points.map(({ size, cpuMicros }) => `${size}: ${cpuMicros.toFixed(0)}`).join(' · '),
    growthExponent(points).toFixed(2),
  ]);
  return markdownTable(head, rows);
}
