import type { MeasuredCurve } from '../growth/measure-growth.js';

const width = 700;
const height = 380;
const margin = 46;
const colors = ['#2f81f7', '#d29922', '#3fb950', '#db61a2', '#a371f7', '#f0883e', '#57606a'];

/** The curves on logarithmic axes as SVG; the dotted line is linear growth. */
export function growthChart(engine: string, curves: readonly MeasuredCurve[]): string {
  const points = curves.flatMap((curve) => curve.points);
  const x = axis([1, ...points.map(({ size }) => size)], margin, width - 150);
  const y = axis(
    points.map(({ cpuMicros }) => cpuMicros),
    height - margin,
    30,
  );
  const lines = curves.map(({ curve, points: own }, index) => {
    const color = colors[index % colors.length] ?? '#000';
    // A size of 0 has no logarithm; it stands where 1 does.
    const path = own
      .map(({ size, cpuMicros }) => `${x(Math.max(1, size)).toFixed(1)},${y(cpuMicros).toFixed(1)}`)
      .join(' ');
    const labelY = 44 + index * 15;
    return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>
<text x="${width - 140}" y="${labelY}" fill="${color}">${curve.name}</text>`;
  });
  const ticks = [1, 10, 100, 1000, 5000].map(
    (size) =>
      `<text x="${x(size).toFixed(1)}" y="${height - margin + 16}" text-anchor="middle">${size}</text>`,
  );
  const costs = [100, 300, 1000, 3000, 10_000, 30_000].map(
    (micros) =>
      `<text x="${margin - 6}" y="${(y(micros) + 4).toFixed(1)}" text-anchor="end">${micros}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="11" fill="#57606a">
<text x="0" y="14" font-size="13" font-weight="bold">${engine}: CPU µs per request by size</text>
<line x1="${x(100)}" y1="${y(1000)}" x2="${x(1000)}" y2="${y(10_000)}" stroke="#9aa5b1" stroke-dasharray="2 4"/>
${[...lines, ...ticks, ...costs].join('\n')}
</svg>
`;
}

/** Places values on a logarithmic axis. */
function axis(values: readonly number[], from: number, to: number): (value: number) => number {
  const [least, most] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  return (value) => from + ((Math.log(value) - least) / (most - least || 1)) * (to - from);
}
