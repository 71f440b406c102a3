import { backdrop } from '../report/backdrop.js';
import type { Frame } from './profile-tree.js';

const width = 1200;
const rowHeight = 16;
const letterWidth = 6.1;

/** Narrower boxes are left out: nobody could read them, and they would make most of the file. */
const narrowest = 1.5;

/** A flame graph as SVG: callers below, callees above, width by time. Pointing at a box tells its function. */
export function flameGraph(title: string, root: Frame): string {
  const boxes: string[] = [];
  const deepest = { level: 0 };
  draw(root, { left: 0, level: 0, scale: width / root.totalMicros }, boxes, deepest);
  const height = (deepest.level + 1) * rowHeight + 24;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="10">
${backdrop}
<text x="4" y="12" font-size="12">${escapeXml(title)}</text>
<g transform="translate(0 ${height}) scale(1 -1)">
${boxes.join('\n')}
</g>
</svg>
`;
}

interface Position {
  readonly left: number;
  readonly level: number;
  readonly scale: number;
}

function draw(
  frame: Frame,
  { left, level, scale }: Position,
  boxes: string[],
  deepest: { level: number },
): void {
  const size = frame.totalMicros * scale;
  if (size < narrowest) return;
  deepest.level = Math.max(deepest.level, level);
  const share = ((100 * size) / width).toFixed(1);
  const label = escapeXml(frame.name.slice(0, Math.max(0, Math.floor((size - 3) / letterWidth))));
  const y = level * rowHeight;
  boxes.push(
    `<g><title>${escapeXml(`${frame.name} ${frame.place}`)} ${share} %</title>` +
      `<rect x="${left.toFixed(1)}" y="${y}" width="${(size - 0.5).toFixed(1)}" height="${rowHeight - 1}" fill="${colorOf(frame)}"/>` +
      `<text transform="translate(${(left + 2).toFixed(1)} ${y + 4}) scale(1 -1)">${label}</text></g>`,
  );
  let next = left;
  for (const callee of merged(frame.callees)) {
    draw(callee, { left: next, level: level + 1, scale }, boxes, deepest);
    next += callee.totalMicros * scale;
  }
}

/** V8 tells a function apart by more than its place; the widest goes first. */
function merged(callees: readonly Frame[]): readonly Frame[] {
  const byFunction = new Map<string, Frame>();
  for (const callee of callees) {
    const key = `${callee.name} ${callee.place}`;
    const before = byFunction.get(key);
    byFunction.set(
      key,
      before
        ? {
            ...callee,
            selfMicros: before.selfMicros + callee.selfMicros,
            totalMicros: before.totalMicros + callee.totalMicros,
            callees: [...before.callees, ...callee.callees],
          }
        : callee,
    );
  }
  return [...byFunction.values()].sort((a, b) => b.totalMicros - a.totalMicros);
}

/** Ours blue, Node grey, libraries yellow, the engine red. */
function colorOf({ place }: Frame): string {
  if (place === '') return '#e5837b';
  if (place.startsWith('node:')) return '#c3c9d0';
  return /^(@parse\/|parse-server\/)/.test(place) ? '#7fb2f0' : '#ecc96a';
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
