import { expect, test } from 'vitest';
import { flameGraph } from '../profile/flame-graph.js';
import { comparisonChart } from './comparison-chart.js';
import { growthChart } from './growth-chart.js';

const curve = { name: 'results', title: '', sizes: [], prepare: () => Promise.resolve([]) };
const points = [
  { size: 0, cpuMicros: 1108 },
  { size: 10, cpuMicros: 878 },
  { size: 1000, cpuMicros: 19_946 },
];
const growth = growthChart('sqlite', [{ curve, points }]);
const leaf = {
  name: 'aFunctionWithALongName',
  place: 'core/a.js:1',
  selfMicros: 40,
  totalMicros: 40,
  callees: [],
};

test.each([
  ['comparison', comparisonChart('sqlite', [])],
  ['growth', growth],
  ['flame graph', flameGraph('sqlite/ours: get', leaf)],
])('the %s is drawn on white, as its texts are dark', (_name, svg) => {
  expect(svg.split('\n')[1]).toBe('<rect width="100%" height="100%" fill="#ffffff"/>');
});

test('the axes of growth name round values of what was measured, and no others', () => {
  const texts = (name: string): readonly string[] =>
    [...growth.matchAll(new RegExp(`class="${name}"[^>]*>([^<]*)<`, 'g'))].map(([, text = '']) => text);
  expect(texts('size')).toEqual(['1', '2', '5', '10', '20', '50', '100', '200', '500', '1000']);
  expect(texts('cost')).toEqual(['1000', '2000', '5000', '10000']);
});

test('a size of 0 stands where 1 does', () => {
  expect(/<polyline points="([^"]*)"/.exec(growth)?.[1]).toMatch(
    /^46[.]0,[\d.]+ 214[.]0,[\d.]+ 550[.]0,[\d.]+$/,
  );
});

test('the line of linear growth ends where the first axis does', () => {
  const [, x1, , x2, y2] = /<line x1="([^"]*)" y1="([^"]*)" x2="([^"]*)" y2="([^"]*)"/.exec(growth) ?? [];
  expect(Number(x1)).toBe(46);
  expect(Number(x2)).toBeLessThan(550);
  expect(Number(y2)).toBe(30);
});

test.each([1200, 100, 9, 4])('a box %d wide holds no more letters than fit', (width) => {
  const parent = { ...leaf, name: '(root)', place: '', selfMicros: 1200 - width, totalMicros: 1200 };
  const svg = flameGraph('t', { ...parent, callees: [{ ...leaf, selfMicros: width, totalMicros: width }] });
  const label = /core\/a\.js:1[^]*?<text[^>]*>([^<]*)</.exec(svg)?.[1];
  // A letter of this font is six tenths of its size wide.
  expect(2 + (label ?? 'none').length * 6.02).toBeLessThanOrEqual(width);
  expect(leaf.name.startsWith(label ?? 'none')).toBe(true);
});
