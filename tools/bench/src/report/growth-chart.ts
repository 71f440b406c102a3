import { backdrop } from './backdrop.js';
import type { GrowthPoint, MeasuredCurve } from '../growth/measure-growth.js';

const width = 700;
const height = 380;
const margin = 46;
const colors = ['#2f81f7', '#d29922', '#3fb950', '#db61a2', '#a371f7', '#f0883e', '#57606a'];

/** The curves on logarithmic axes as SVG; dotted is linear growth, from the least of both axes on. */
export function growthChart(engine: string, curves: readonly MeasuredCurve[]): string {
  const points = curves.flatMap((curve) => curve.points);
  // A size of 0 has no logarithm; it stands where 1 does.
  const place = ({ size }: GrowthPoint): number => Math.max(1, size);
  const x = axis([1, ...points.map(place)], margin, width - 150);
  const y = axis(
    points.map(({ cpuMicros }) => cpuMicros),
    height - margin,
    30,
  );
  const lines = curves.map(({ curve, points: own }, index) => {
    const color = colors[index % colors.length] ?? '#000';
    const path = own
      .map((point) => `${x.at(place(point)).toFixed(1)},${y.at(point.cpuMicros).toFixed(1)}`)
      .join(' ');
    return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>
${legend(curve.name, index, color)}`;
  });
  const sizes = x.ticks.map(
    (size) =>
      `<text class="size" x="${x.at(size).toFixed(1)}" y="${height - margin + 16}" text-anchor="middle">${size}</text>`,
  );
  const costs = y.ticks.map(
    (micros) =>
      `<text class="cost" x="${margin - 6}" y="${(y.at(micros) + 4).toFixed(1)}" text-anchor="end">${micros}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="11" fill="#57606a">
${backdrop}
<text x="0" y="14" font-size="13" font-weight="bold">${engine}: CPU µs per request by size</text>
<path d="M${margin} 30V${height - margin}H${width - 150}" fill="none" stroke="#c9d1d9"/>
${linear(x, y)}
${legend('linear', curves.length, '#9aa5b1')}
${[...lines, ...sizes, ...costs].join('\n')}
</svg>
`;
}

function legend(name: string, index: number, color: string): string {
  return `<text x="${width - 140}" y="${44 + index * 15}" fill="${color}">${name}</text>`;
}

/** As far as it goes within the axes. */
function linear(x: Axis, y: Axis): string {
  const times = Math.min(x.most / x.least, y.most / y.least);
  const at = [x.at(x.least), y.at(y.least), x.at(x.least * times), y.at(y.least * times)];
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = at.map((place) => place.toFixed(1));
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#9aa5b1" stroke-dasharray="2 4"/>`;
}

interface Axis {
  readonly least: number;
  readonly most: number;
  /** The place of a value. */
  readonly at: (value: number) => number;
  /** Round values between the least and the most. */
  readonly ticks: readonly number[];
}

/** Places values on a logarithmic axis. */
function axis(values: readonly number[], from: number, to: number): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const share = (value: number): number => Math.log(value / least) / (Math.log(most / least) || 1);
  const powers = [0, 1, 2, 3, 4, 5, 6].map((power) => 10 ** power);
  return {
    least,
    most,
    at: (value) => from + share(value) * (to - from),
    ticks: powers
      .flatMap((power) => [power, 2 * power, 5 * power])
      .filter((value) => value >= least && value <= most),
  };
}
