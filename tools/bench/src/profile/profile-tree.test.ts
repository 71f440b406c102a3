import { expect, test } from 'vitest';
import { profileTree, type Frame } from './profile-tree.js';

const frame = (
  functionName: string,
  url = '',
): { functionName: string; url: string; lineNumber: number } => ({
  functionName,
  url,
  lineNumber: 11,
});

/** As V8 tells it: the first sample comes when the profiler has started, which takes far longer than a request. */
const profile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 4] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('serve', 'file:///app/node_modules/@parse/rest/dist/index.js') },
    { id: 4, callFrame: frame('processTicks', 'node:internal/process'), children: [5, 7] },
    {
      id: 5,
      callFrame: frame('startProfile', 'file:///repo/tools/bench/dist/probe/probe.js'),
      children: [6],
    },
    { id: 6, callFrame: frame('dispatch') },
    { id: 7, callFrame: frame('read', 'file:///repo/tools/bench/dist/floor/floor-handler.js') },
  ],
  samples: [6, 3, 2, 7],
  timeDeltas: [385_000, 200, 1000, 300],
};

test('the time of a profile is that of what the server did: not of the profiler, nor of waiting', () => {
  const tree = profileTree(profile);
  expect(tree.totalMicros).toBe(500);
  expect(namesIn(tree)).toEqual(['(root)', 'serve', 'processTicks', 'read']);
});

test('a function is told from its package on', () => {
  const [serve, ticks] = profileTree(profile).callees;
  expect([serve?.place, ticks?.place, ticks?.callees[0]?.place]).toEqual([
    '@parse/rest/dist/index.js:12',
    'node:internal/process:12',
    'dist/floor/floor-handler.js:12',
  ]);
});

function namesIn({ name, callees }: Frame): readonly string[] {
  return [name, ...callees.flatMap(namesIn)];
}
