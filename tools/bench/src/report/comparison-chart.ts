import { backdrop } from './backdrop.js';
import type { Row } from '../compare/summarize-turns.js';
import { serverKinds, type ServerKind } from '../servers/server-kinds.js';

const colors: Readonly<Record<ServerKind, string>> = {
  floor: '#9aa5b1',
  'floor+express': '#c9d1d9',
  ours: '#2f81f7',
  incumbent: '#d29922',
};

const barHeight = 9;
const labelWidth = 110;
const barWidth = 520;
const width = labelWidth + barWidth + 70;

/** Bars of CPU per request as SVG, each row on a scale of its own: the longest bar of a row is its dearest server. */
export function comparisonChart(title: string, rows: readonly Row[]): string {
  const kinds = serverKinds.filter((kind) => rows.some(({ figures }) => figures[kind] !== undefined));
  const rowHeight = kinds.length * barHeight + 12;
  const height = 46 + rows.length * rowHeight;
  const body = rows.map((row, index) => rowBars(row, kinds, 46 + index * rowHeight)).join('\n');
  const legend = kinds.map((kind, index) => {
    const x = labelWidth + index * 120;
    return `<rect x="${x}" y="26" width="10" height="10" fill="${colors[kind]}"/><text x="${x + 15}" y="35">${kind}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="11" fill="#57606a">
${backdrop}
<text x="0" y="14" font-size="13" font-weight="bold">${title}: CPU µs per request</text>
${legend.join('\n')}
${body}
</svg>
`;
}

function rowBars({ scenario, figures }: Row, kinds: readonly ServerKind[], top: number): string {
  const most = Math.max(...kinds.map((kind) => figures[kind]?.cpuMicros ?? 0));
  const bars = kinds.flatMap((kind, index) => {
    const micros = figures[kind]?.cpuMicros;
    if (micros === undefined) return [];
    const length = Math.max(1, (micros / most) * barWidth);
    const y = top + index * barHeight;
    return [
      `<rect x="${labelWidth}" y="${y}" width="${length.toFixed(1)}" height="${barHeight - 1}" fill="${colors[kind]}"/>`,
      `<text x="${(labelWidth + length + 4).toFixed(1)}" y="${y + 8}" font-size="9">${micros.toFixed(0)}</text>`,
    ];
  });
  const middle = top + (kinds.length * barHeight) / 2 + 3;
  return [`<text x="0" y="${middle}">${scenario}</text>`, ...bars].join('\n');
}
